// The footnote of the text editor: its text is typed in a small window, and a star in the text stands for it.
(() => {
  const { React, DraftJS, draftail } = window;
  const HELP = "One line. *Stress* is written between stars, a link as [words](https://address).";

  function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  function ask(text, done) {
    const area = element("textarea", { rows: 4, value: text, id: "footnote-text", maxLength: 2000 });
    const help = element("p", { className: "help", textContent: HELP });
    const save = element("button", { className: "button", value: "save", textContent: "Save note" });
    const cancel = element("button", { className: "button button-secondary", value: "", textContent: "Cancel" });
    const label = element("label", { htmlFor: "footnote-text", textContent: "Footnote" });
    const form = element("form", { method: "dialog" }, label, area, help, save, " ", cancel);
    const dialog = element("dialog", { className: "footnote-dialog" }, form);
    area.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey) {
        event.preventDefault();
        dialog.close("save");
      }
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      done(dialog.returnValue === "save" ? area.value.replace(/\s+/g, " ").trim() : null);
    });
    document.body.append(dialog);
    dialog.showModal();
    area.focus();
  }

  // A new entity each time: the editor draws again what has another key, and nothing else.
  function withNote(editorState, type, note, place, write) {
    const content = editorState.getCurrentContent().createEntity(type, "IMMUTABLE", { note });
    const next = write(content, place, "*", null, content.getLastCreatedEntityKey());
    return DraftJS.EditorState.push(editorState, next, "insert-characters");
  }

  function inserted(editorState, type, note) {
    const selection = editorState.getSelection();
    const [key, offset] = [selection.getEndKey(), selection.getEndOffset()];
    const end = { anchorKey: key, anchorOffset: offset, focusKey: key, focusOffset: offset, isBackward: false };
    return withNote(editorState, type, note, selection.merge(end), DraftJS.Modifier.insertText);
  }

  // Where a note is edited, the editor has selected its star.
  function changed(editorState, type, note) {
    return withNote(editorState, type, note, editorState.getSelection(), DraftJS.Modifier.replaceText);
  }

  class FootnoteSource extends React.Component {
    componentDidMount() {
      const { editorState, entity, entityType, onComplete, onClose } = this.props;
      ask(entity ? entity.getData().note : "", (note) => {
        if (!note) onClose();
        else onComplete((entity ? changed : inserted)(editorState, entityType.type, note));
      });
    }

    render() {
      return null;
    }
  }

  function Footnote({ children, contentState, entityKey, onEdit }) {
    const { note } = contentState.getEntity(entityKey).getData();
    const open = () => onEdit(entityKey);
    return React.createElement("span", { className: "footnote-mark", role: "button", title: note, onClick: open }, children);
  }

  draftail.registerPlugin({ type: "FOOTNOTE", source: FootnoteSource, decorator: Footnote }, "entityTypes");
})();
