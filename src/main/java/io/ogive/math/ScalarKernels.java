package io.ogive.math;

abstract class ScalarKernels implements Kernels {}
