"""The permissions that code refers to by name."""

ACCESS_ADMIN = "wagtailadmin.access_admin"
READ_GATED = "members.read_gated"
INVITE_TO_DESK = "members.add_deskinvitation"
DECIDE_REQUESTS = "members.change_affiliation"
MANAGE_MEMBERSHIPS = "members.change_membership"
SEE_AUDIT_LOG = "members.view_auditentry"
