/** Where each row of a long list starts, with heights that are estimates until measured. */
export class RowOffsets {
  #heights: Float32Array;
  #starts: Float64Array;
  #dirtyFrom = 0;
  readonly #estimate: number;

  constructor(count: number, estimate: number) {
    this.#estimate = estimate;
    this.#heights = new Float32Array(count).fill(estimate);
    this.#starts = new Float64Array(count + 1);
  }

  get count(): number {
    return this.#heights.length;
  }

  /** Height of all rows together. */
  get total(): number {
    return this.start(this.count);
  }

  /** Takes another number of rows; heights known so far stay. */
  resize(count: number): void {
    if (count === this.count) return;
    const heights = new Float32Array(count).fill(this.#estimate);
    heights.set(this.#heights.subarray(0, count));
    this.#dirtyFrom = Math.min(this.#dirtyFrom, this.count, count);
    const starts = new Float64Array(count + 1);
    starts.set(this.#starts.subarray(0, count + 1));
    this.#heights = heights;
    this.#starts = starts;
  }

  /** Notes the true height of a row; returns by how much it differs from before. */
  measure(index: number, height: number): number {
    const before = this.#heights[index];
    if (before === undefined || Math.abs(before - height) < 0.5) return 0;
    this.#heights[index] = height;
    this.#dirtyFrom = Math.min(this.#dirtyFrom, index);
    return height - before;
  }

  height(index: number): number {
    return this.#heights[index] ?? this.#estimate;
  }

  /** Where row `index` starts. */
  start(index: number): number {
    this.#settle();
    return this.#starts[Math.min(index, this.count)] ?? 0;
  }

  /** The row at distance `y` from the top. */
  at(y: number): number {
    this.#settle();
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= y) low = middle;
      else high = middle - 1;
    }
    return Math.min(low, Math.max(0, this.count - 1));
  }

  #settle(): void {
    if (this.#dirtyFrom >= this.count) return;
    for (let index = this.#dirtyFrom; index < this.count; index += 1) {
      this.#starts[index + 1] =
        (this.#starts[index] ?? 0) + (this.#heights[index] ?? 0);
    }
    this.#dirtyFrom = this.count;
  }
}
