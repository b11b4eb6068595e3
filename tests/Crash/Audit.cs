using System.Text.Json;
using Parley.Hosting;

namespace Parley.Crash.Tests;

/// <summary>Holds what the service shows in the end against what its clients were told.</summary>
internal sealed class Audit(ParleyHost host, Ledger ledger)
{
    private static readonly TimeSpan SettleDeadline = TimeSpan.FromSeconds(60);

    private readonly List<string> problems = [];
    private readonly List<Transcript> transcripts = [];
    private readonly Dictionary<string, JsonElement> shown = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Problems => [.. ledger.Problems, .. problems];

    public int Messages => transcripts.Sum(transcript => transcript.Messages.Count);

    public IReadOnlyList<Transcript> Transcripts => transcripts;

    public int Replies { get; private set; }

    public int Failures { get; private set; }

    public async Task CheckAsync(IReadOnlyList<string> sessionIds, IReadOnlyList<SteadySocket> sockets)
    {
        foreach (var sessionId in sessionIds)
        {
            var transcript = await ReadSettledAsync(sessionId);
            transcripts.Add(transcript);
            CheckMessages(transcript);
            CheckRecords(transcript);
            foreach (var socket in sockets.Where(socket => socket.User == sessionId))
            {
                await CheckSocketAsync(transcript, socket);
            }
        }

        foreach (var given in ledger.Acknowledged)
        {
            if (!shown.TryGetValue(given.MessageId, out var message))
            {
                problems.Add($"Lost: {given}");
            }
            else if (Text(message, "msg_content") != given.Content || Text(message, "session_id") != given.SessionId)
            {
                problems.Add($"Changed: {given} is now {message}");
            }
        }
    }

    private async Task<Transcript> ReadSettledAsync(string sessionId)
    {
        var found = new List<string>();
        Transcript? transcript = null;
        await Eventually.TrueAsync(
            async () =>
            {
                found.Clear();
                transcript = await Transcript.ReadAsync(host, sessionId, found);
                return transcript.IsSettled;
            },
            $"every record of {sessionId} is closed",
            SettleDeadline,
            () => string.Join('\n', transcript!.Records.Where(record => record.GetProperty("status").GetInt32() == 0)) + $"\n{host.Output}\n{host.Sidecar?.Output}");
        problems.AddRange(found);
        return transcript!;
    }

    private void CheckMessages(Transcript transcript)
    {
        var contents = new HashSet<string>(StringComparer.Ordinal);
        var last = 0L;
        foreach (var message in transcript.Messages)
        {
            var id = message.GetProperty("id").GetInt64();
            if (id <= last)
            {
                problems.Add($"Ids do not rise in {transcript.SessionId}: {last}, then {message}");
            }

            last = id;
            if (!shown.TryAdd(Text(message, "message_id"), message))
            {
                problems.Add($"An id occurs twice: {message}");
            }

            // As the information centre names it.
            shown[$"msg-{id}"] = message;
            if (IsText(message) && !ledger.WasAttempted(transcript.SessionId, Text(message, "msg_content")))
            {
                problems.Add($"Nobody sent {message}");
            }

            if (IsText(message) && !contents.Add(Text(message, "msg_content")))
            {
                problems.Add($"Stored twice: {message}");
            }
        }
    }

    private void CheckRecords(Transcript transcript)
    {
        var questions = transcript.Messages.Where(IsText).Select(message => Text(message, "message_id"));
        var replies = transcript.Messages.Where(message => !IsText(message)).Select(message => Text(message, "message_id"));
        var replied = transcript.Records.Where(record => record.GetProperty("status").GetInt32() == 1).ToList();
        Replies += replied.Count;
        Failures += transcript.Records.Count - replied.Count;

        CompareSets($"messages and records of {transcript.SessionId}", questions, transcript.Records.Select(record => Text(record, "user_message_id")));
        CompareSets($"replies and closed records of {transcript.SessionId}", replies, replied.Select(record => Text(record, "ai_message_id")));
        problems.AddRange(transcript.Records.Except(replied).Where(record => record.GetProperty("ai_message_id").ValueKind != JsonValueKind.Null)
            .Select(record => $"A reply that failed and is there: {record}"));
    }

    private async Task CheckSocketAsync(Transcript transcript, SteadySocket socket)
    {
        var stored = transcript.Messages.Select(message => Text(message, "message_id")).ToList();
        await Eventually.TrueAsync(
            () => Task.FromResult(socket.Seen.Count >= stored.Count || ledger.Problems.Count > 0),
            $"{socket.User} sees {stored.Count} messages",
            SettleDeadline,
            () => $"It saw {socket.Seen.Count}; it lacks {string.Join(", ", stored.Except(socket.Seen).Take(10))}.");
        var seen = socket.Seen;
        if (!seen.SequenceEqual(stored))
        {
            var from = seen.Zip(stored).TakeWhile(pair => pair.First == pair.Second).Count();
            problems.Add($"{socket.User} saw another order, from message {from + 1} on: "
                + $"{string.Join(", ", seen.Skip(from).Take(4))} instead of {string.Join(", ", stored.Skip(from).Take(4))}; it connected {socket.Connects} times.");
        }
    }

    private void CompareSets(string what, IEnumerable<string> left, IEnumerable<string> right)
    {
        var (first, second) = (left.Order(StringComparer.Ordinal).ToList(), right.Order(StringComparer.Ordinal).ToList());
        if (!first.SequenceEqual(second))
        {
            problems.Add($"The {what} do not match: {first.Count} and {second.Count}; "
                + $"{string.Join(", ", first.Except(second).Concat(second.Except(first)).Take(10))}");
        }
    }

    private static bool IsText(JsonElement message) => Text(message, "msg_type") == "TEXT";

    private static string Text(JsonElement element, string member) => element.GetProperty(member).GetString() ?? "";
}
