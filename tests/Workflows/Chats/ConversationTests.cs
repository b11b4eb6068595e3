using Parley.Sessions;
using Parley.Sessions.Chats;
using Parley.Sessions.Messages;
using Parley.Workflows.Chats;
using Xunit;

namespace Parley.Workflows.Tests.Chats;

/// <summary>Questions that wait for their answers, through workflow and model.</summary>
public sealed class ConversationTests
{
    private const string Session = "chat-1";

    [Fact]
    public async Task Questions_at_once_are_answered_one_after_the_other()
    {
        await using var host = await WorkflowsHost.StartAsync(("Ai__Offline__Delay", "00:00:00.050"));

        var answers = await Task.WhenAll(Enumerable.Range(1, 5).Select(n => AskAsync(host, $"t{n}", $"多久发货？ {n}")));

        Assert.All(answers, answer => Assert.Equal(AnsweredStatus.Answered, answer.Status));
        var head = await host.HeadAsync(Session);
        var messages = await host.Get<SessionReader>().ReadMessagesAsync(head, 1, 100);
        Assert.Equal(10, messages.Count);
        Assert.All(messages.Chunk(2), pair => Assert.Equal(
            (SenderRole.User, pair[0].Sequence), (pair[0].Sender.Role, pair[1].ReplyTo!.Sequence)));
        Assert.All(answers, answer => Assert.Equal(answer.Question!.Sequence + 1, answer.Answer!.Sequence));
    }

    [Fact]
    public async Task A_failed_question_leaves_nothing_and_its_repeat_is_told_so()
    {
        await using var host = await WorkflowsHost.StartAsync(("Ai__Offline__Fail", "true"));

        Assert.Equal(AnsweredStatus.Failed, (await AskAsync(host, "t1", "多久发货？")).Status);
        Assert.Equal(AnsweredStatus.Failed, (await AskAsync(host, "t1", "多久发货？")).Status);

        var head = await host.HeadAsync(Session);
        Assert.Equal((0, 0), (head.Messages.Count, head.Changes));
    }

    [Fact]
    public async Task A_question_that_outlives_its_time_ends_as_timed_out()
    {
        await using var host = await WorkflowsHost.StartAsync(("Ai__Offline__Delay", "00:10:00"), ("Ai__Timeout", "00:00:01"));

        Assert.Equal(AnsweredStatus.TimedOut, (await AskAsync(host, "t1", "多久发货？")).Status);
    }

    [Fact]
    public async Task Who_listens_is_told_the_answer_piece_by_piece()
    {
        await using var host = await WorkflowsHost.StartAsync();
        using var listener = host.Get<ReplyChunks>().Listen("t1");

        var answer = await AskAsync(host, "t1", "多久发货？");

        Assert.Equal(answer.Answer!.Content, Told(listener));
    }

    private static string Told(ReplyListener listener)
    {
        var told = "";
        var attempts = new HashSet<Guid>();
        while (listener.Chunks.TryRead(out var chunk))
        {
            attempts.Add(chunk.Attempt);
            Assert.Equal(told.Length, chunk.Offset);
            told += chunk.Text;
        }

        Assert.Single(attempts);
        return told.Trim();
    }

    [Fact]
    public async Task The_same_question_after_the_same_messages_is_answered_from_the_cache()
    {
        await using var host = await WorkflowsHost.StartAsync();
        var cached = new List<bool>();
        for (var n = 1; n <= 8; n++)
        {
            cached.Add((await AskAsync(host, $"t{n}", "多久发货？", cacheable: true)).Answer!.Cached);
        }

        // The window of nine messages is the same from the sixth question on.
        Assert.Equal([false, false, false, false, false, false, true, true], cached);
        Assert.Equal(6, host.Get<ReplyCache>().Count);
    }

    [Fact]
    public async Task A_question_in_human_hands_is_kept_once_and_answered_by_nobody()
    {
        await using var host = await WorkflowsHost.StartAsync();
        await host.Get<SessionWriter>().AppendAsync(new AppendCommand("s1", Session, "chat", new NewMessage(new Sender("anna", SenderRole.Staff), "我来处理")));
        var since = DateTimeOffset.UtcNow;

        var first = await AskAsync(host, "t1", "在吗？", since: since);
        var again = await AskAsync(host, "t1", "在吗？", since: since);

        Assert.Equal((AnsweredStatus.InHumanHands, false, AnsweredStatus.InHumanHands, true), (first.Status, first.Repeated, again.Status, again.Repeated));
        Assert.Equal((2L, 2L), (first.Question!.Sequence, (await host.HeadAsync(Session)).Messages.Count));
    }

    private static Task<Answered> AskAsync(WorkflowsHost host, string id, string question, bool cacheable = false, DateTimeOffset? since = null)
    {
        var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var message = new NewMessage(new Sender("user", SenderRole.User), question);
        return host.Get<Conversations>().AskAsync(
            new BeginTurnCommand(id, Session, "chat", message) { Cacheable = cacheable, ClaimedAt = since }, deadline.Token);
    }
}
