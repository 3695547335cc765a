/** Of the program, as packages, exports and requests name it. */
export const version = '0.1.0';
