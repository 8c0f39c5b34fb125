/**
 * Lets React work on in a page that the browser translates. Chrome puts a `<font>` in the place of each text, which React
 * knows nothing of: it writes new figures into texts that are not in the page any more, and fails where it takes one out.
 * Here each text comes back, with the rest of its sentence, as soon as React touches it; it is then translated again.
 */
export function survivesTranslation(root: Node): void {
  /** What stands in the page for a text, and for which text it stands. */
  const standIns = new WeakMap<Node, Node>();
  const texts = new WeakMap<Node, Node>();
  const observer = new MutationObserver(read);
  observer.observe(root, { childList: true, characterData: true, subtree: true });

  function read(records: readonly MutationRecord[]): void {
    for (const record of records) {
      if (record.type === 'characterData') {
        const { parentNode } = standIns.get(record.target) ?? {};
        if (!record.target.isConnected && parentNode) bringBack(parentNode);
        continue;
      }
      const font = [...record.addedNodes, record.previousSibling, record.nextSibling].find(isNewFont);
      const text = [...record.removedNodes].find((node) => node.nodeType === Node.TEXT_NODE);
      if (!font || !text) continue;
      standIns.set(text, font);
      texts.set(font, text);
      observer.observe(text, { characterData: true });
    }
  }

  const isNewFont = (node: Node | null): node is Node => node?.nodeName === 'FONT' && !texts.has(node);

  /** All texts of `parent`: a translator moves words from one to the other. */
  function bringBack(parent: Node): void {
    for (const font of [...parent.childNodes]) {
      const text = texts.get(font);
      if (text) parent.replaceChild(text, font);
    }
  }

  /** Brings the texts of `parent` back if React takes `child` for one of its nodes, and it is not. */
  function findAgain(parent: Node, child: Node | null): void {
    if (child?.nodeType !== Node.TEXT_NODE || child.parentNode === parent) return;
    read(observer.takeRecords());
    if (standIns.get(child)?.parentNode === parent) bringBack(parent);
  }

  const { removeChild, insertBefore } = Node.prototype;
  Node.prototype.removeChild = function <Child extends Node>(this: Node, child: Child): Child {
    findAgain(this, child);
    return removeChild.call(this, child) as Child;
  };
  Node.prototype.insertBefore = function <Child extends Node>(this: Node, node: Child, before: Node | null): Child {
    findAgain(this, before);
    return insertBefore.call(this, node, before) as Child;
  };
}
