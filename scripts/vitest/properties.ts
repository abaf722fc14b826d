// Run anew for each file, also where files share a process; what it imports is not, so that the budget is set once.
import './property-budget.ts';
