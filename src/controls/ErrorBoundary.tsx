import { Component, type ReactNode } from 'react';
import { reasonIn } from '../errors/sentence.ts';
import './error-boundary.css';

interface Props {
  /** Name of what failed, as the user calls it: "The KV cache chart". */
  readonly what: string;
  readonly children: ReactNode;
}

/** Catches what a part of the page throws while drawing: the rest, the text and the settings stay. */
export class ErrorBoundary extends Component<Props, { reason: string | null }> {
  override state: { reason: string | null } = { reason: null };

  static getDerivedStateFromError(thrown: unknown) {
    return { reason: reasonIn(thrown) };
  }

  override render() {
    const { reason } = this.state;
    if (reason === null) return this.props.children;
    return (
      <div className="error-boundary" role="alert">
        <p>
          {this.props.what} could not be drawn: {reason}.
        </p>
        <button type="button" className="button" onClick={() => this.setState({ reason: null })}>
          Retry
        </button>
      </div>
    );
  }
}
