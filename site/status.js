// The status line: what the runtime is doing, for eyes and for screen readers.

export class Status {
  /**
   * @param {HTMLElement} line the live region
   * @param {HTMLElement} note what goes beside it
   */
  constructor(line, note) {
    this.line = line;
    this.note = note;
    /** @type {Map<string, string>} */
    this.notes = new Map();
  }

  /**
   * @param {string} state
   * @param {string} text
   * @param {boolean} ready whether the next run would start at once
   */
  show(state, text, ready) {
    this.line.dataset.state = state;
    this.line.dataset.ready = String(ready);
    // Setting the same text again would be read out again.
    if (this.line.textContent !== text) this.line.textContent = text;
  }

  /**
   * Shows how much of Python has come; for eyes only, since a count read aloud would be noise.
   * @param {number} fraction 0 to 1
   */
  progress(fraction) {
    this.line.parentElement?.style.setProperty("--progress", fraction < 1 ? `${fraction * 100}%` : "0");
  }

  /**
   * Keeps one note per topic; an empty text takes it away.
   * @param {string} topic
   * @param {string} text
   */
  remark(topic, text) {
    if (text) this.notes.set(topic, text);
    else this.notes.delete(topic);
    this.note.textContent = [...this.notes.values()].join(" · ");
    this.note.hidden = this.notes.size === 0;
  }
}
