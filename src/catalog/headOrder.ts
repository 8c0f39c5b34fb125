import orders from './headOrder.json' with { type: 'json' };

/** The query heads of each layer by what they do, [layer][place], by the file of a shipped model. */
type HeadOrders = Readonly<Record<string, readonly (readonly number[])[]>>;

/**
 * Written by `npm run train` with `--catalog` or `--order` from the models' files, and by nothing else. What heads do on the
 * sentences of the model card decides, not what they do on the text on screen: no map moves while one types.
 */
export const HEAD_ORDERS: HeadOrders = orders;
