import { afterEach, beforeEach, describe } from 'vitest';
import { type OpenedLedger, openLedger } from '../../src/ledger/open.ts';
import { circumstanceCases } from '../ledger/cases/circumstances.ts';
import { compiledCases } from '../ledger/cases/compiled.ts';
import { deliveryCases } from '../ledger/cases/deliveries.ts';
import { editCases } from '../ledger/cases/edits.ts';
import { eventCases } from '../ledger/cases/events.ts';
import { exportCases } from '../ledger/cases/export.ts';
import { findingCases } from '../ledger/cases/findings.ts';
import { formerCases } from '../ledger/cases/former.ts';
import { formerOutboxCases } from '../ledger/cases/former-outbox.ts';
import { incidentCases } from '../ledger/cases/incidents.ts';
import { lineCases } from '../ledger/cases/lines.ts';
import { mentionCases } from '../ledger/cases/mentions.ts';
import { pollingCases } from '../ledger/cases/polling.ts';
import { processCases } from '../ledger/cases/processes.ts';
import { recordCases } from '../ledger/cases/record.ts';
import { relationCases } from '../ledger/cases/relations.ts';
import { subscriptionCases } from '../ledger/cases/subscriptions.ts';
import { totalsCases } from '../ledger/cases/totals.ts';
import { transactionCases } from '../ledger/cases/transactions.ts';

export interface LedgerUnderTest {
  /** The address of a new, empty ledger. */
  readonly address: () => Promise<string>;
  /** Whether it outlives its process and is shared with others. */
  readonly shared: boolean;
  /** Runs a statement behind the ledger's back. */
  readonly raw?: (address: string, statement: string) => Promise<void>;
}

/** The ledger of the test that is running, and its address. */
export interface Subject extends LedgerUnderTest {
  ledger(): OpenedLedger;
  at(): string;
}

/** What every store passes: call it inside a `describe`. */
export function ledgerContract(under: LedgerUnderTest): void {
  let ledger: OpenedLedger;
  let at = '';
  beforeEach(async () => {
    at = await under.address();
    ledger = await openLedger(at);
  });
  afterEach(() => ledger.close());
  const subject: Subject = { ...under, ledger: () => ledger, at: () => at };

  describe('recording', () => recordCases(subject));
  describe('transactions', () => transactionCases(subject));
  describe('totals and history', () => totalsCases(subject));
  describe('the compiled record', () => compiledCases(subject));
  describe('incidents', () => incidentCases(subject));
  describe('events', () => eventCases(subject));
  describe('findings', () => findingCases(subject));
  describe('deliveries', () => deliveryCases(subject));
  describe('digests and edits', () => editCases(subject));
  describe('subscriptions and installations', () => subscriptionCases(subject));
  describe('mentions', () => mentionCases(subject));
  describe('relations', () => relationCases(subject));
  describe('circumstances', () => circumstanceCases(subject));
  describe('lines', () => lineCases(subject));
  describe('polling', () => pollingCases(subject));
  describe('export', () => exportCases(subject));
  describe('a ledger of an earlier version', () => formerCases(subject));
  describe('an outbox of an earlier version', () => formerOutboxCases(subject));
  if (under.shared) describe('several processes', () => processCases(subject));
}
