using System.Text;
using Parley.Sessions.Documents;
using Parley.Sessions.Idempotency;
using Parley.Sessions.Messages;
using Parley.Sessions.Numbers;
using Parley.Sessions.Replies;
using Parley.Sessions.Staff;

namespace Parley.Sessions.Tests;

/// <summary>What a release wrote, this one reads.</summary>
public sealed class GoldenTests
{
    [Fact]
    public void Head() => Check("head", GoldenDocuments.Head());

    [Fact]
    public void Page() => Check("page", GoldenDocuments.Page());

    [Fact]
    public void Replies() => Check("replies", GoldenDocuments.Replies());

    [Fact]
    public void Body() => Check("body", GoldenDocuments.Body());

    [Fact]
    public void Holes() => Check("holes", GoldenDocuments.Holes());

    [Fact]
    public void Number_owner() => Check("number-owner", GoldenDocuments.Owner());

    [Fact]
    public void Staff_head() => Check("staff-head", GoldenDocuments.StaffHead());

    [Fact]
    public void Staff_page() => Check("staff-page", GoldenDocuments.StaffPage());

    [Fact]
    public void Sequence_head() => Check("sequence-head", GoldenDocuments.Sequence());

    [Fact]
    public void Claim() => Check("claim", GoldenDocuments.Claim());

    [Fact]
    public void A_head_of_release_1_finds_its_commands()
    {
        var commands = DocumentStore.Parse<SessionHead>("head", Encoding.UTF8.GetBytes(Read("head"))).Commands;

        Assert.Equal((66, 65, null), (commands.Find("5a1f"), commands.Find("会话"), commands.Find("5a1e")));
    }

    [Fact]
    public void A_document_of_a_newer_release_is_refused()
    {
        Refuse<SessionHead>("head");
        Refuse<LogPage<Message>>("page");
        Refuse<LogPage<ReplyRecord>>("replies");
        Refuse<MessageBody>("body");
        Refuse<SessionHoles>("holes");
        Refuse<NumberOwner>("number-owner");
        Refuse<SequenceHead>("sequence-head");
        Refuse<StaffHead>("staff-head");
        Refuse<StaffPage>("staff-page");
        Refuse<IdempotencyClaim>("claim");
    }

    private static void Check<T>(string name, T document)
        where T : IDocument
    {
        var stored = Read(name);
        Assert.Equal(stored, Encoding.UTF8.GetString(DocumentStore.Write(name, document)));
        Assert.Equal(stored, Encoding.UTF8.GetString(DocumentStore.Write(name, DocumentStore.Parse<T>(name, Encoding.UTF8.GetBytes(stored)))));
    }

    private static void Refuse<T>(string name)
        where T : IDocument
    {
        var newer = Read(name).Replace("\"v\":1", $"\"v\":{DocumentStore.CurrentVersion + 1}", StringComparison.Ordinal);
        var refusal = Assert.Throws<DocumentFormatException>(() => DocumentStore.Parse<T>(name, Encoding.UTF8.GetBytes(newer)));
        Assert.Contains($"format {DocumentStore.CurrentVersion + 1}", refusal.Message, StringComparison.Ordinal);
    }

    private static string Read(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "v1", $"{name}.json")).TrimEnd('\n');
}
