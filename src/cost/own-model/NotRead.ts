/** Why a file cannot be read, as a sentence, which may begin with the name of a field: "llama.block_count is 0 …". */
export class NotRead extends Error {
  override readonly name = 'NotRead';
}
