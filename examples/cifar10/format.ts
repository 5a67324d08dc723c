/** The binary version of CIFAR-10: records of one label and three planes of 32 by 32 bytes, nothing between them. */
export const SIDE = 32;
export const CHANNELS = 3;
export const PLANE = SIDE * SIDE;
export const PIXELS = CHANNELS * PLANE;
export const RECORD = 1 + PIXELS;
export const CLASSES = 10;
/** How many records pass through the layer and the softmax at once. */
export const BATCH = 64;
