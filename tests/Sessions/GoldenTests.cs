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
    public void Head() => Golden.Check("head", GoldenDocuments.Head());

    [Fact]
    public void Page() => Golden.Check("page", GoldenDocuments.Page());

    [Fact]
    public void Replies() => Golden.Check("replies", GoldenDocuments.Replies());

    [Fact]
    public void Body() => Golden.Check("body", GoldenDocuments.Body());

    [Fact]
    public void Holes() => Golden.Check("holes", GoldenDocuments.Holes());

    [Fact]
    public void Number_owner() => Golden.Check("number-owner", GoldenDocuments.Owner());

    [Fact]
    public void Staff_head() => Golden.Check("staff-head", GoldenDocuments.StaffHead());

    [Fact]
    public void Staff_page() => Golden.Check("staff-page", GoldenDocuments.StaffPage());

    [Fact]
    public void Sequence_head() => Golden.Check("sequence-head", GoldenDocuments.Sequence());

    [Fact]
    public void Claim() => Golden.Check("claim", GoldenDocuments.Claim());

    [Fact]
    public void A_head_of_release_1_finds_its_commands()
    {
        var commands = DocumentStore.Parse<SessionHead>("head", Encoding.UTF8.GetBytes(Golden.Read("head"))).Commands;

        Assert.Equal((66, 65, null), (commands.Find("5a1f"), commands.Find("会话"), commands.Find("5a1e")));
    }

    [Fact]
    public void A_document_of_a_newer_release_is_refused()
    {
        Golden.Refuse<SessionHead>("head");
        Golden.Refuse<LogPage<Message>>("page");
        Golden.Refuse<LogPage<ReplyRecord>>("replies");
        Golden.Refuse<MessageBody>("body");
        Golden.Refuse<SessionHoles>("holes");
        Golden.Refuse<NumberOwner>("number-owner");
        Golden.Refuse<SequenceHead>("sequence-head");
        Golden.Refuse<StaffHead>("staff-head");
        Golden.Refuse<StaffPage>("staff-page");
        Golden.Refuse<IdempotencyClaim>("claim");
    }
}
