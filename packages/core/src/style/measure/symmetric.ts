/** Square and symmetric, row by row. */
export type Symmetric = ArrayLike<number>

export interface Decomposition {
  readonly size: number
  /** As they come, in no order. */
  readonly values: Float64Array
  /** Of unit length, one a column, in the order of the values. */
  readonly vectors: Float64Array
}

const mostSweeps = 40

/** Eigenvalues and eigenvectors by Jacobi's cyclic rotations. */
export function decompose(matrix: Symmetric, size: number): Decomposition {
  const a = Float64Array.from(matrix)
  const vectors = new Float64Array(size * size)
  for (let at = 0; at < size; at += 1) vectors[at * size + at] = 1
  const read = (from: Float64Array, row: number, column: number) => from[row * size + column] ?? 0
  const rotateColumns = (of: Float64Array, p: number, q: number, cosine: number, sine: number) => {
    for (let row = 0; row < size; row += 1) {
      const one = read(of, row, p)
      const other = read(of, row, q)
      of[row * size + p] = cosine * one - sine * other
      of[row * size + q] = sine * one + cosine * other
    }
  }
  const whole = Math.hypot(...a) || 1
  for (let sweep = 0; sweep < mostSweeps; sweep += 1) {
    let off = 0
    for (let p = 0; p < size - 1; p += 1)
      for (let q = p + 1; q < size; q += 1) {
        const value = read(a, p, q)
        if (Math.abs(value) < 1e-14 * whole) continue
        off += value * value
        const theta = (read(a, q, q) - read(a, p, p)) / (2 * value)
        const tangent = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.hypot(theta, 1))
        const cosine = 1 / Math.hypot(tangent, 1)
        const sine = tangent * cosine
        rotateColumns(a, p, q, cosine, sine)
        for (let column = 0; column < size; column += 1) {
          const one = read(a, p, column)
          const other = read(a, q, column)
          a[p * size + column] = cosine * one - sine * other
          a[q * size + column] = sine * one + cosine * other
        }
        rotateColumns(vectors, p, q, cosine, sine)
      }
    if (Math.sqrt(off) < 1e-12 * whole) break
  }
  return { size, vectors, values: Float64Array.from({ length: size }, (_, at) => read(a, at, at)) }
}

/** The symmetric matrix with the same vectors and other values. */
export function recompose(
  { size, values, vectors }: Decomposition,
  change: (value: number) => number,
): Float64Array {
  const result = new Float64Array(size * size)
  for (let at = 0; at < size; at += 1) {
    const value = change(values[at] ?? 0)
    for (let row = 0; row < size; row += 1) {
      const scaled = value * (vectors[row * size + at] ?? 0)
      for (let column = 0; column < size; column += 1) {
        const place = row * size + column
        result[place] = (result[place] ?? 0) + scaled * (vectors[column * size + at] ?? 0)
      }
    }
  }
  return result
}

export function multiply(one: Symmetric, other: Symmetric, size: number): Float64Array {
  const result = new Float64Array(size * size)
  for (let row = 0; row < size; row += 1)
    for (let inner = 0; inner < size; inner += 1) {
      const factor = one[row * size + inner] ?? 0
      if (factor === 0) continue
      for (let column = 0; column < size; column += 1) {
        const place = row * size + column
        result[place] = (result[place] ?? 0) + factor * (other[inner * size + column] ?? 0)
      }
    }
  return result
}
