// As in Safari: the page has WebGL, its workers have not.
OffscreenCanvas.prototype.getContext = () => null;
