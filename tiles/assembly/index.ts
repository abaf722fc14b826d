export * from './kernels';
export { collectMembers } from './collect-members';
export { fillWindow } from './fill-window';
export { joinCells } from './join-cells';
