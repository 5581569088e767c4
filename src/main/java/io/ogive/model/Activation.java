package io.ogive.model;

/** What a layer does to its affine sum. */
public enum Activation {
  /** 1 / (1 + exp(-z)); slope h (1 - h), at most 1/4. */
  SIGMOID,
  /** z. */
  IDENTITY
}
