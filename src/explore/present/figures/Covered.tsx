/** Stands in the place of what is to be predicted. */
export function Covered() {
  return (
    <>
      <span aria-hidden="true">?</span>
      <span className="visually-hidden">covered</span>
    </>
  );
}
