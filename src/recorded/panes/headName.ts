import { kvHeadOf } from '../../attention/sharing.ts';
import type { PaneProps } from './paneProps.ts';

/** "SmolLM2-135M, layer 3, query head 5, KV head 1" */
export function headName({ column, layer, queryHead }: Pick<PaneProps, 'column' | 'layer' | 'queryHead'>): string {
  return `${column.opened.name}, layer ${layer.layer}, query head ${queryHead}, KV head ${kvHeadOf(queryHead, layer)}`;
}
