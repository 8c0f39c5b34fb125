import { type BrowserContext, expect, test } from 'playwright/test';
import { complaintsOf } from './complaints.ts';

// The net under every other browser test: what it has to catch.
const CASES: readonly {
  readonly does: string;
  readonly complain: () => void;
  /** Resolves when the browser has told of it. */
  readonly told: (context: BrowserContext) => Promise<unknown>;
  readonly complaint: string;
}[] = [
  {
    does: 'logs an error',
    complain: () => console.error('broken'),
    told: (context) => context.waitForEvent('console'),
    complaint: 'console error: broken',
  },
  {
    does: 'logs a warning',
    complain: () => console.warn('doubtful'),
    told: (context) => context.waitForEvent('console'),
    complaint: 'console warning: doubtful',
  },
  {
    does: 'throws where nobody catches',
    complain: () => {
      setTimeout(() => {
        throw new Error('thrown');
      });
    },
    told: (context) => context.waitForEvent('weberror'),
    complaint: 'page error: thrown',
  },
  {
    does: 'logs an error in its worker',
    complain: () => {
      new Worker('/worker.js');
    },
    told: (context) => context.waitForEvent('console'),
    complaint: 'console error: broken in a worker',
  },
  {
    does: 'asks another host for something',
    complain: () => {
      new Image().src = 'http://elsewhere.test/pixel.png';
    },
    told: (context) => context.waitForEvent('requestfinished'),
    complaint: 'request to another host: http://elsewhere.test/pixel.png',
  },
];

for (const { does, complain, told, complaint } of CASES) {
  test(`hears a page that ${does}`, async ({ context, page, baseURL }) => {
    await context.route('**/blank.html', (route) => route.fulfill({ contentType: 'text/html', body: BLANK }));
    await context.route('**/worker.js', (route) => route.fulfill({ contentType: 'text/javascript', body: WORKER }));
    await context.route('**/pixel.png', (route) => route.fulfill({ contentType: 'image/png', body: '' }));
    await page.goto('/blank.html');
    const complaints = complaintsOf(context, new URL(baseURL ?? '').origin);
    await Promise.all([told(context), page.evaluate(complain)]);
    expect(complaints).toEqual([complaint]);
  });
}

const BLANK = '<!doctype html><title>Blank</title><link rel="icon" href="data:,">';
const WORKER = 'console.error("broken in a worker");';
