/** Version of Ackwatch, shown in exports and in the User-Agent. */
export const version = '0.1.0';
