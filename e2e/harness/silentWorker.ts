/** Loads, and never answers. */
addEventListener('message', () => {});
