using System.Text.Json;
using Parley.Sessions.Documents;
using Parley.Sessions.Messages;

namespace Parley.Sessions.Pairs;

/// <content>What robots saw in chat windows.</content>
public sealed partial class PairActor
{
    private const int PartWeight = 64 * 1024;
    private const int MessagesATurn = 32;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public Task<UploadResult> UploadAsync(UploadCommand command) => TurnAsync(command, async command =>
    {
        await FinishIntentAsync();
        if ((await FindAnswerAsync(command.Id))?.Upload is { } answered)
        {
            return answered with { Repeated = true };
        }

        var turn = new PairTurn(Now());
        var messages = await WithoutSeenAsync(command.Messages);
        var live = await FindLiveAsync(turn);
        if (messages.Count == 0)
        {
            return await AnswerAsync(turn, command, new UploadResult(0, command.Messages.Count, live?.Session.Id, []));
        }

        var operations = new List<SessionOperation>();
        string? ended = null;
        if (live is { Session: var old, Head: var head } && turn.Now - ActiveAt(old, head) > command.MaxIdle)
        {
            turn.Write(old.With(old.State.After(PairSessionEvent.WentIdle)!.Value, turn.Now));
            operations.Add(SessionOperation.TimedOut);
            (ended, live) = (old.Id, null);
        }

        var session = live?.Session;
        messages = await humans.FindHumansAsync(session, live?.Head, messages);
        operations.Add(session is null ? SessionOperation.Created : SessionOperation.Updated);
        if (session is null)
        {
            session = Open(command, (await NewSessionAsync(command.Id)).Id, turn.Now);
            turn.Write(session);
        }
        else if (session.State != PairSessionState.Transferred && messages.Any(message => message.Role == SenderRole.Staff))
        {
            turn.Write(session.With(session.State.After(PairSessionEvent.HumanWrote)!.Value, turn.Now));
            operations.Add(SessionOperation.Transferred);
        }

        var result = new UploadResult(messages.Count, command.Messages.Count - messages.Count, session.Id, operations);
        var parts = Split(messages);
        turn.Writes.AddRange(parts.Select((part, index) => Part(command.Id, index, part)));
        Head.Live = session.Id;
        await DecideAsync(turn, new PairIntent
        {
            Opens = live is null ? session.Id : null,
            Ends = ended,
            Upload = new UploadIntent(command.Id, session.Id, live?.Head.Messages.Count ?? 0, parts.Count, command.Claimed, result),
        });
        await ConfirmAsync();
        return await FinishIntentAsync() ?? result;
    });

    private static PairSession Open(UploadCommand command, string sessionId, DateTimeOffset now) => new()
    {
        Id = sessionId,
        CommandId = command.Id,
        AccountId = command.AccountId,
        ShopName = command.ShopName,
        Platform = command.Platform,
        TaskType = TaskType.ManualUrgent,
        State = PairSessionState.Transferred,
        CreatedAt = now,
        ActiveAt = now,
    };

    private async Task<IReadOnlyList<UploadedMessage>> WithoutSeenAsync(IReadOnlyList<UploadedMessage> messages)
    {
        var fresh = messages.DistinctBy(message => message.ExternalId).ToList();
        var seen = HeadExists ? await Documents.FindManyAsync<SeenMessage>([.. fresh.Select(SeenKey)]) : new Dictionary<string, SeenMessage>();
        return [.. fresh.Where(message => !seen.ContainsKey(SeenKey(message)))];
    }

    private async Task<UploadResult> AnswerAsync(PairTurn turn, UploadCommand command, UploadResult result)
    {
        if (command.Claimed)
        {
            turn.Writes.Add(Answer(command.Id, new PairAnswer { Upload = result }, claimed: true));
            await CommitAsync(turn.Writes);
        }

        return result;
    }

    /// <summary>The messages go into their session some at a time; those that are there already stay. An operator who archives it meanwhile
    /// keeps the rest out.</summary>
    private async Task<UploadResult> FinishUploadAsync(UploadIntent upload)
    {
        var keys = Enumerable.Range(0, upload.Parts).Select(part => PairKeys.Upload(Id.GetId(), upload.CommandId, part)).ToList();
        var messages = new List<UploadedMessage>();
        await foreach (var part in Documents.ReadAllAsync<UploadPart>(keys))
        {
            messages.AddRange(part.Messages);
        }

        var stored = await FindStoredAsync(upload);
        var archived = 0;
        foreach (var some in messages.Where(message => !stored.Contains(message.ExternalId)).Chunk(MessagesATurn))
        {
            archived += await AppendAsync(upload, some) == AppendStatus.Archived ? some.Length : 0;
        }

        var answer = upload.Answer with { Stored = upload.Answer.Stored - archived, Skipped = upload.Answer.Skipped + archived };
        List<Document> writes =
        [
            Answer(upload.CommandId, new PairAnswer { Upload = answer }, upload.Claimed),
            .. messages.Select(SeenKey).Select(key => new Document(key, DocumentStore.Write(key, new SeenMessage { SessionId = upload.SessionId }))),
            .. keys.Select(key => new Document(key, null)),
        ];
        Head.Intent = null;
        await CommitAsync(writes);
        await ConfirmAsync();
        return answer;
    }

    private async Task<HashSet<string>> FindStoredAsync(UploadIntent upload)
    {
        var head = await reader.FindAsync(upload.SessionId);
        var since = head is null ? [] : await reader.ReadMessagesAsync(head, upload.From + 1, head.Messages.Count);
        return [.. since.Select(message => message.ExternalId).OfType<string>()];
    }

    private async Task<AppendStatus> AppendAsync(UploadIntent upload, UploadedMessage[] messages)
    {
        var command = new AppendCommand($"{upload.CommandId}-{messages[0].ExternalId}", upload.SessionId, Channel, Compose(messages[0]))
        {
            More = [.. messages.Skip(1).Select(Compose)],
        };
        var started = time.GetTimestamp();
        while (true)
        {
            var status = (await sessions.AppendAsync(command)).Status;
            if (status != AppendStatus.Overloaded)
            {
                return status;
            }

            if (time.GetElapsedTime(started) > Patience)
            {
                throw new TimeoutException($"Session {upload.SessionId} owes too much; the reminder goes on with its upload.");
            }

            await Task.Delay(Pause, time);
        }
    }

    private static NewMessage Compose(UploadedMessage message) => new(new Sender(message.Nick, message.Role), message.Content)
    {
        ExternalId = message.ExternalId,
        Metadata = JsonSerializer.SerializeToElement(new SentMetadata(message.SentAt), SessionsJson.Default.SentMetadata),
    };

    private static List<List<UploadedMessage>> Split(IReadOnlyList<UploadedMessage> messages)
    {
        var parts = new List<List<UploadedMessage>>();
        var weight = PartWeight;
        foreach (var message in messages)
        {
            var own = JsonWeight.Of(message.Content) + JsonWeight.Of(message.ExternalId) + JsonWeight.Of(message.Nick);
            if (weight + own > PartWeight)
            {
                parts.Add([]);
                weight = 0;
            }

            parts[^1].Add(message);
            weight += own;
        }

        return parts;
    }

    private Document Part(string uploadId, int index, List<UploadedMessage> messages)
    {
        var key = PairKeys.Upload(Id.GetId(), uploadId, index);
        return new Document(key, DocumentStore.Write(key, new UploadPart { Messages = messages }));
    }

    private string SeenKey(UploadedMessage message) => PairKeys.Seen(Id.GetId(), message.ExternalId);
}
