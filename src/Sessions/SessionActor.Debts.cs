using Parley.Sessions.Catalog;
using Parley.Sessions.Chats;
using Parley.Sessions.Debts;
using Parley.Sessions.Documents;
using Parley.Sessions.Replies;

namespace Parley.Sessions;

/// <content>What the session owes, until it is settled.</content>
public sealed partial class SessionActor
{
    private const string DebtReminder = "debts";
    private const int MaxEntries = 256;

    private static readonly TimeSpan PaymentGrace = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ReminderIdle = TimeSpan.FromMinutes(10);

    // So soon that a restart finds it overdue, and offers at once what the process before it did not pay.
    private static readonly TimeSpan FirstReminder = TimeSpan.FromSeconds(1);

    private bool IsOwing =>
        Head.Debts.Count > 0 || Head.Entries.Count > 0 || Head.Turns is { Count: > 0 } || Head.Erasures is { Count: > 0 };

    private bool OwesTooManyEntries => Head.Entries.Count >= MaxEntries;

    private bool OwesTooMuch => OwesTooManyEntries
        || (Head.Debts.Count >= options.Value.MaxDebts && Head.Debts.CountBy(debt => debt.Kind).Any(kind => kind.Value >= options.Value.MaxDebts));

    public Task<bool> CloseReplyAsync(CloseReplyCommand command) => TurnAsync(command, async command =>
    {
        if (FindDebt(DebtKind.Reply, command.Sequence) is not { } debt)
        {
            return false;
        }

        var turn = Begin();
        await CloseAsync(turn, debt, command.Status, null);
        await FinishAsync(turn);
        return true;
    });

    public Task SettleAsync(long version) => TurnAsync(version, version => Task.FromResult(Head.Entries.RemoveAll(entry => entry.Version <= version)));

    public Task<SessionUpdate?> ReadOwedAsync(long fromVersion) => TurnAsync(fromVersion, async fromVersion =>
    {
        var owed = await ReadEntriesAsync(fromVersion);
        return owed.Count == 0 ? null : new SessionUpdate(Head.Summarize(), owed) { IsAllThereIs = true };
    });

    public Task WakeAsync() => TurnAsync(true, async _ =>
    {
        await OfferAllAsync();
        return true;
    });

    /// <summary>Offers what is unpaid to the payers of this replica, and gives up on what nobody pays.</summary>
    public Task ReceiveReminderAsync(string reminderName, byte[] state, TimeSpan dueTime, TimeSpan period) =>
        reminderName == ExpiryReminder ? TurnAsync(reminderName, ExpireInTurnAsync) : TurnAsync(reminderName, async _ =>
    {
        var turn = Begin();
        var changed = await GiveUpAsync(turn);
        changed |= await EraseAsync();
        await OfferAllAsync();

        // The head forgets the reminder before the reminder is gone, never the other way round.
        var disarm = !IsOwing && turn.Now - Head.LastActivityAt > ReminderIdle;
        Head.ReminderArmed &= !disarm;
        if (HeadExists && (changed || disarm))
        {
            await FinishAsync(turn);
        }

        if (disarm)
        {
            await UnregisterReminderAsync(DebtReminder);
        }

        return true;
    });

    /// <summary>Gives up on what nobody pays.</summary>
    private async Task<bool> GiveUpAsync(SessionTurn turn)
    {
        var last = turn.Now - options.Value.ReplyTimeout - PaymentGrace;
        var lapsed = Head.Debts.FindAll(debt => debt.Since < last);
        foreach (var debt in lapsed)
        {
            if (debt.Kind == DebtKind.Reply)
            {
                await CloseAsync(turn, debt, ReplyStatus.TimedOut, null);
            }

            Settle(turn, debt);
        }

        if (Head.Turns?.FirstOrDefault() is not { } first || first.Since >= last)
        {
            return lapsed.Count > 0;
        }

        End(turn, first, TurnStatus.TimedOut, 0);
        return true;
    }

    private async Task OfferAllAsync()
    {
        Head.Debts.ForEach(debt => payers.Offer(Head.Id, debt));
        if (Head.Turns?.FirstOrDefault() is { } first)
        {
            payers.Offer(Head.Id, Debt.Of(first));
        }

        if (Head.Entries.Count > 0)
        {
            catalog.Offer(new SessionUpdate(Head.Summarize(), await ReadEntriesAsync(0)));
        }
    }

    private async Task ArmReminderAsync()
    {
        var period = options.Value.ReminderPeriod;
        await RegisterReminderAsync(DebtReminder, null, period < FirstReminder ? period : FirstReminder, period);
        Head.ReminderArmed = true;
    }

    private void Owe(SessionTurn turn, Debt debt)
    {
        Head.Debts.Add(debt);
        turn.Owed.Add(debt);
    }

    private async Task CloseAsync(SessionTurn turn, Debt debt, ReplyStatus status, long? replyNumber)
    {
        var record = await Documents.Replies(Head).FindAsync(Head.Replies, debt.Record)
            ?? throw new DocumentFormatException($"Session '{Head.Id}' lacks reply record {debt.Record}.");
        var closed = record with { Status = status, ReplyNumber = replyNumber, ClosedAt = turn.Now };
        Head.Replies.Replace(debt.Record, closed);
        Settle(turn, debt);
        turn.Closed.Add(closed);
        if (status != ReplyStatus.Replied)
        {
            AddUnanswered(turn, closed);
        }
    }

    private void Settle(SessionTurn turn, Debt debt)
    {
        if (Head.Debts.Remove(debt))
        {
            (turn.Settled ??= []).Add(debt);
        }
    }

    private Debt? FindDebt(DebtKind kind, long sequence) => Head.Debts.Find(debt => debt.Kind == kind && debt.Sequence == sequence);
}
