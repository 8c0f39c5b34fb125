import { Component, type ReactNode } from 'react';
import './error-boundary.css';

interface Props {
  /** What failed, as the user calls it: "The KV cache chart". */
  readonly what: string;
  readonly children: ReactNode;
}

/** Catches what a part of the page throws while drawing: the rest, the text and the settings stay. */
export class ErrorBoundary extends Component<Props, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(thrown: unknown) {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <div className="error-boundary" role="alert">
        <p>
          {this.props.what} could not be drawn: {error.message}
        </p>
        <button type="button" className="button" onClick={() => this.setState({ error: null })}>
          Retry
        </button>
      </div>
    );
  }
}
