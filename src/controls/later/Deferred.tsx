import { type ComponentType, useEffect, useState } from 'react';
import { reasonIn } from '../../errors/sentence.ts';
import './deferred.css';

interface Props<ChildProps> {
  /** Fetches the component's code. The same function as long as the same component is meant. */
  readonly load: () => Promise<ComponentType<ChildProps>>;
  /** Name of what is loaded, as the user calls it: "Inspect". */
  readonly what: string;
  readonly props: ChildProps;
}

type Loaded<ChildProps> =
  | { readonly load: Props<ChildProps>['load']; readonly Component: ComponentType<ChildProps> }
  | { readonly load: Props<ChildProps>['load']; readonly reason: string };

/**
 * A part of the page whose code comes when it is first shown. `React.lazy` would remember a failed download forever;
 * here it is told, and can be tried again.
 */
export function Deferred<ChildProps extends object>({ load, what, props }: Props<ChildProps>) {
  const [loaded, setLoaded] = useState<Loaded<ChildProps> | null>(null);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt loads once more.
  useEffect(() => {
    let isWanted = true;
    load().then(
      (Component) => isWanted && setLoaded({ load, Component }),
      (error) => isWanted && setLoaded({ load, reason: reasonIn(error) }),
    );
    return () => {
      isWanted = false;
    };
  }, [load, attempt]);

  if (loaded?.load !== load) return <p className="deferred">Loading {what} …</p>;
  if ('Component' in loaded) return <loaded.Component {...props} />;
  return (
    <div className="deferred" role="alert">
      <p>
        {what} could not be loaded: {loaded.reason}. Everything else still works. If trying again does not help, the
        browser has remembered the failure: reload the page; its settings are in the link.
      </p>
      <button
        type="button"
        className="button"
        onClick={() => {
          setLoaded(null);
          setAttempt(attempt + 1);
        }}
      >
        Try again
      </button>
    </div>
  );
}
