using System.Text.Json;
using Parley.Sessions.Catalog;
using Parley.Sessions.Debts;
using Parley.Sessions.Documents;
using Parley.Sessions.Messages;
using Parley.Sessions.Replies;

namespace Parley.Sessions.Tests;

/// <summary>Uses one session at random and holds every answer against the model.</summary>
public sealed class RandomUse(SessionsHost host, SessionModel model, TimeProvider time, Random random)
{
    private const int Recent = 32;
    private const int MaxTries = 50;

    private readonly List<AppendCommand> doubtful = [];
    private int commands;

    public SessionModel Model => model;

    public int Steps { get; private set; }

    public Task StepAsync()
    {
        Steps++;
        return random.Next(17) switch
        {
            < 5 => AppendAsync(NewCommand()),
            < 7 => AnswerAsync(),
            7 => BurstAsync(),
            8 => RepeatAsync(model.Slots.TakeLast(Recent).OfType<AppendCommand>()),
            9 => RepeatAsync(model.Commands.Where(command => command.ClaimedAt is not null)),
            10 => CloseAsync(),
            11 => EditAsync(),
            12 => ReadWindowAsync(),
            13 => DeleteAsync(),
            14 => JudgeAsync(),
            15 => UpdateAsync(),
            _ => SettleDoubtsAsync(),
        };
    }

    /// <summary>Compares all that is stored with the model; returns the numbers of the messages.</summary>
    public async Task<IEnumerable<long>> CompareAsync()
    {
        if (await host.Reader.FindAsync(model.Id) is not { } head)
        {
            Assert.Empty(model.Messages);
            return [];
        }

        Assert.Equal(model.Messages.Count, head.Messages.Count);
        Same(model.Messages, await host.Reader.ReadMessagesAsync(head, 1, head.Messages.Count));
        Same(model.Replies, await host.Reader.ReadRepliesAsync(head, 1, head.Replies.Count));
        Assert.Equal(model.Open.Select(record => record.Sequence), Owed(head, DebtKind.Reply));
        Assert.Equal(model.Unjudged, Owed(head, DebtKind.Satisfaction));
        Assert.All(model.Messages.Zip(model.Messages.Skip(1)), pair =>
            Assert.True(pair.First.Number < pair.Second.Number && pair.First.Sequence + 1 == pair.Second.Sequence));
        CompareStanding(head);
        await CompareListsAsync(head);
        foreach (var message in model.Messages.Where(_ => random.Next(10) == 0))
        {
            var found = await host.Reader.FindMessageAsync(message.Number);
            Same(message.DeletedAt is null ? message : null, found?.Message);
        }

        return model.Messages.Select(message => message.Number);
    }

    private void CompareStanding(SessionHead head)
    {
        Assert.Equal(
            (model.Status, string.Join(',', model.Tags), model.NeedsHuman),
            (head.Status, string.Join(',', head.Tags ?? []), head.NeedsHuman));
        Assert.Equal((model.Shown.Count(), model.Shown.LastOrDefault()?.Sequence ?? 0), (head.Shown, head.LastShown));
        Assert.Equal(model.Tally(), head.Satisfaction is { } tally ? (tally.Count, tally.Sum, tally.Latest) : null);
        Assert.Equal(model.Entries.Count, head.Changes);
        var tail = model.Entries.TakeLast(head.Entries.Count).Select(entry => (entry.Kind, entry.Kind == EntryKind.Message ? entry.MessageVersion : 0));
        Assert.Equal(tail, head.Entries.Select(entry => (entry.Kind, entry.MessageVersion)));
    }

    private async Task CompareListsAsync(SessionHead head)
    {
        var (from, size) = (random.Next(1, 30), random.Next(40));
        Assert.Equal(model.Present.Count(), head.Messages.Count - head.DeletedMessages);
        Assert.Equal(model.PresentReplies.Count(), head.Replies.Count - head.DeletedReplies);
        Same(model.Present.Skip(from - 1).Take(size), await host.Reader.ListMessagesAsync(head, from, from + size - 1));
        Same(model.PresentReplies.Skip(from - 1).Take(size), await host.Reader.ListRepliesAsync(head, from, from + size - 1));
    }

    private static IEnumerable<long> Owed(SessionHead head, DebtKind kind) =>
        head.Debts.Where(debt => debt.Kind == kind).Select(debt => debt.Sequence);

    /// <summary>Repeats what failed until it is known to have happened, once.</summary>
    public async Task SettleDoubtsAsync()
    {
        foreach (var command in doubtful.ToList())
        {
            doubtful.Remove(command);
            Check(command, await UntilAnsweredAsync(() => host.Writer.AppendAsync(command)));
        }
    }

    private AppendCommand NewCommand()
    {
        var role = random.Next(6) switch { < 4 => SenderRole.User, 4 => SenderRole.Staff, _ => SenderRole.System };
        var message = new NewMessage(new Sender($"{role}-1", role, "Zoë", null), random.NextContent())
        {
            OwedReply = role == SenderRole.User && random.Next(3) > 0,
            Metadata = random.NextMetadata(),
        };
        return new AppendCommand($"{model.Id}-{++commands}", model.Id, "test", message)
        {
            ClaimedAt = random.Next(3) == 0 ? time.GetUtcNow() : null,
        };
    }

    private async Task AppendAsync(AppendCommand command)
    {
        try
        {
            Check(command, await host.Writer.AppendAsync(command));
        }
        catch (Exception fault) when (Outage.Is(fault))
        {
            await DoubtAsync(command);
        }
    }

    /// <summary>What happened is looked up; the same command later must find it, or do it.</summary>
    private async Task DoubtAsync(AppendCommand command)
    {
        // Beside another owner a turn may count before readers see it.
        var late = host.Faults is { TwoOwners: true };
        if (!late && await host.Reader.FindAsync(model.Id) is { } head && head.Messages.Count > model.Messages.Count)
        {
            var message = Assert.Single(await host.Reader.ReadMessagesAsync(head, model.Messages.Count + 1, head.Messages.Count));
            Same(model.Append(command, message.Number, time.GetUtcNow()), message);
        }
        else if (late || command.ClaimedAt is null || random.Next(2) == 0)
        {
            Check(command, await UntilAnsweredAsync(() => host.Writer.AppendAsync(command)));
            return;
        }

        if (command.ClaimedAt is not null)
        {
            doubtful.Add(command);
        }
    }

    private async Task AnswerAsync()
    {
        if (model.Messages.Count == 0)
        {
            return;
        }

        var sequence = model.Open.Select(record => record.Sequence).FirstOrDefault(random.NextInt64(model.Messages.Count) + 1);
        var command = new AppendCommand($"reply-{model.Id}-{sequence}-{++commands}", model.Id, "test",
            new NewMessage(new Sender("ai", SenderRole.Assistant), random.NextContent()))
        {
            Answers = sequence,
        };
        Check(command, await UntilAnsweredAsync(() => host.Writer.AppendAsync(command)));
    }

    private async Task BurstAsync()
    {
        var burst = Enumerable.Range(0, random.Next(2, 6)).Select(_ => NewCommand()).ToList();
        burst.Add(burst[0]);
        var results = await Task.WhenAll(burst.Select(async command =>
            (command, result: await UntilAnsweredAsync(() => host.Writer.AppendAsync(command)))));
        foreach (var (command, result) in results.Where(pair => pair.result.Message is not null).OrderBy(pair => pair.result.Message!.Sequence))
        {
            Check(command, result);
        }

        Assert.True(model.IsFull || model.IsArchived || results.All(pair => pair.result.Message is not null), "Only a full session refuses.");
    }

    private async Task RepeatAsync(IEnumerable<AppendCommand> candidates)
    {
        if (candidates.ToList() is { Count: > 0 } known)
        {
            var command = known[random.Next(known.Count)];
            var result = await UntilAnsweredAsync(() => host.Writer.AppendAsync(command));
            Assert.Equal(AppendStatus.Repeated, result.Status);
            Same(model.ByCommand[command.Id], result.Message);
        }
    }

    private async Task CloseAsync()
    {
        var sequence = model.Open.LastOrDefault()?.Sequence ?? 1;
        var closed = model.Close(sequence, ReplyStatus.Failed, time.GetUtcNow());
        var command = new CloseReplyCommand(sequence, ReplyStatus.Failed);
        var answer = await UntilAnsweredAsync(() => host.Writer.Session(model.Id).CloseReplyAsync(command));
        Assert.True(closed || !answer, "What was closed cannot be closed.");
    }

    private async Task EditAsync()
    {
        var command = new EditCommand(random.Next(1, model.Messages.Count + 2), (EditedFields)random.Next(1, 64))
        {
            AiResponse = random.Next(3) == 0 ? null : random.NextContent(),
            AiResponseTime = random.Next(2) == 0 ? null : time.GetUtcNow().AddSeconds(random.Next(100)),
            Confidence = random.Next(2) == 0 ? null : Math.Round(random.NextDouble(), 2),
            HumanIntervened = random.Next(2) == 0,
            SatisfactionScore = random.Next(3) == 0 ? null : random.Next(1, 6),
            Metadata = random.NextMetadata(),
        };
        await ChangeAsync(
            () => host.Writer.EditAsync(model.Id, command),
            async answer => (model.Edit(command, await LatestNumberAsync(), time.GetUtcNow()), answer.Status));
    }

    private Task DeleteAsync()
    {
        var command = new DeleteCommand(random.Next(1, model.Messages.Count + 2));
        return ChangeAsync(
            () => host.Writer.Session(model.Id).DeleteMessageAsync(command),
            answer => Task.FromResult((model.Delete(command.Sequence, time.GetUtcNow()), answer)));
    }

    private Task JudgeAsync()
    {
        var command = new JudgeCommand(
            model.Unjudged.FirstOrDefault(1),
            random.Next(4) == 0 ? null : new Satisfaction(random.Next(1, 6), SatisfactionSource.Inferred) { Confidence = 0.5, Evidence = ["太慢"] });
        return ChangeAsync(
            () => host.Writer.Session(model.Id).JudgeAsync(command),
            answer =>
            {
                // A repeat finds the debt paid.
                var judged = model.Judge(command, time.GetUtcNow());
                return Task.FromResult((judged, judged && (answer || host.Faults is not null)));
            });
    }

    private Task UpdateAsync()
    {
        var command = new UpdateCommand
        {
            Status = random.Next(2) == 0 ? null : (SessionStatus)(random.Next(5) / 2),
            Tags = random.Next(2) == 0 ? null : ["vip", .. random.Next(2) == 0 ? [] : new[] { "needs-human" }],
        };
        return ChangeAsync(
            () => host.Writer.Session(model.Id).UpdateAsync(command),
            answer =>
            {
                var exists = model.Messages.Count > 0;
                if (exists)
                {
                    model.Update(command);
                }

                return Task.FromResult((exists ? UpdateStatus.Updated : UpdateStatus.NotFound, answer));
            });
    }

    private static async Task ChangeAsync<TAnswer, TOutcome>(
        Func<Task<TAnswer>> call, Func<TAnswer, Task<(TOutcome Expected, TOutcome Actual)>> compare)
    {
        var (expected, actual) = await compare(await UntilAnsweredAsync(call));
        Assert.Equal(expected, actual);
    }

    private async Task<long?> LatestNumberAsync() =>
        await host.Reader.FindAsync(model.Id) is { } head
            ? (await host.Reader.ReadMessagesAsync(head, head.Messages.Count, head.Messages.Count))[0].Number
            : null;

    private async Task ReadWindowAsync()
    {
        if (await host.Reader.FindAsync(model.Id) is { } head)
        {
            var from = random.Next(-3, model.Messages.Count + 4);
            var to = from + random.Next(80);
            Same(
                model.Messages.Where(message => message.Sequence >= from && message.Sequence <= to),
                await host.Reader.ReadMessagesAsync(head, from, to));
        }
    }

    private void Check(AppendCommand command, AppendResult result)
    {
        if (model.ByCommand.TryGetValue(command.Id, out var known))
        {
            Same(known, result.Message);
        }
        else if (command.Answers is { } sequence && model.Open.All(record => record.Sequence != sequence))
        {
            Assert.Equal(AppendStatus.ReplyClosed, result.Status);
        }
        else if (command.Answers is null && model.IsArchived)
        {
            Assert.Equal(AppendStatus.Archived, result.Status);
        }
        else if (command.Answers is null && model.IsFull)
        {
            Assert.Equal(AppendStatus.Overloaded, result.Status);
        }
        else
        {
            Assert.True(result.Status is AppendStatus.Appended or AppendStatus.Repeated, $"{result.Status}");
            Same(model.Append(command, result.Message!.Number, time.GetUtcNow()), result.Message);
        }
    }

    private static async Task<T> UntilAnsweredAsync<T>(Func<Task<T>> call)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await call();
            }
            catch (Exception fault) when (Outage.Is(fault) && tries < MaxTries)
            {
                // May have happened or not: the repeat settles it.
            }
        }
    }

    private static void Same<T>(T expected, object? actual) =>
        Assert.Equal(JsonSerializer.Serialize<object?>(expected, Readable), JsonSerializer.Serialize(actual, Readable));

    private static JsonSerializerOptions Readable { get; } = new(DocumentStore.JsonOptions)
    {
        TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver(),
    };
}
