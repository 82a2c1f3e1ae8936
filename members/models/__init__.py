"""Users, institutions, their memberships, and what is gated."""

from members.models.affiliation import Affiliation, Invitation
from members.models.applied_role import AppliedRole
from members.models.audit_entry import AuditEntry
from members.models.desk_invitation import DeskInvitation
from members.models.gated import Access, Gated, GatedText
from members.models.gift import GiftLink
from members.models.institution import Institution, InstitutionType, MailDomain, Network
from members.models.media_use import MediaUse
from members.models.membership import Membership, MembershipCategory, MembershipStatus, best_status
from members.models.tokens import AnsweredRequest, Scope, TokenGrant
from members.models.user import User, UserManager

__all__ = [
    "Access",
    "Affiliation",
    "AnsweredRequest",
    "AppliedRole",
    "AuditEntry",
    "DeskInvitation",
    "Gated",
    "GatedText",
    "GiftLink",
    "Institution",
    "InstitutionType",
    "Invitation",
    "MailDomain",
    "MediaUse",
    "Membership",
    "MembershipCategory",
    "MembershipStatus",
    "Network",
    "Scope",
    "TokenGrant",
    "User",
    "UserManager",
    "best_status",
]
