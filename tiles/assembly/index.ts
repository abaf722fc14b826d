export * from './kernels';
export { collectMembers, fillWindow, joinCells } from './tile';
