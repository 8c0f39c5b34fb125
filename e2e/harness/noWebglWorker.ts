// First: modules run in the order of their imports.
import './withoutWebgl.ts';
import '../../src/engine/worker.ts';
