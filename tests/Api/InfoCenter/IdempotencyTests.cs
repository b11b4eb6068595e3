using Parley.Api.Tests.Host;
using Parley.Api.Tests.InstantMessaging;
using Xunit;

namespace Parley.Api.Tests.InfoCenter;

[Collection(nameof(CenterHost))]
public sealed class IdempotencyTests(CenterHost fixture)
{
    private const string Key = "Idempotency-Key";
    private const string Replayed = "idempotency-replayed";
    private const string Reused = "Idempotency-Key was used for another request";

    [Fact]
    public async Task A_repeated_report_has_no_second_effect_and_gets_the_first_answer_whatever_came_of_the_message()
    {
        var (key, session) = (Center.NewId("k"), Center.NewId("s"));
        var body = Center.Report(session, "hi", ("metadata", new { a = 1 }), ("senderType", "user"));

        var first = await fixture.Host.PostAsync(Center.Messages, body, (Key, key));
        await fixture.Host.PutAsync($"{Center.Messages}/{first.Data(201).Text("id")}", new { aiResponse = "x", confidence = 1, humanIntervened = true, satisfactionScore = 3, metadata = new { } });
        var second = await fixture.Host.PostAsync(Center.Messages, body, (Key, key));

        Assert.DoesNotContain(Replayed, first.Headers.Keys);
        Assert.Equal((201, first.Text, "true"), (second.Status, second.Text, second.Headers[Replayed]));
        Assert.Equal("1", (await fixture.Host.SessionAsync(session)).Text("messageCount"));
    }

    [Fact]
    public async Task Twenty_reports_at_once_have_one_effect_and_one_answer()
    {
        var (key, session) = (Center.NewId("k"), Center.NewId("s"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => fixture.Host.PostAsync(Center.Messages, Center.Report(session), (Key, key))));

        Assert.All(answers, answer => Assert.Equal((201, answers[0].Text), (answer.Status, answer.Text)));
        Assert.Equal(19, answers.Count(answer => answer.Headers.ContainsKey(Replayed)));
        Assert.Equal("1", (await fixture.Host.SessionAsync(session)).Text("messageCount"));
    }

    [Fact]
    public async Task A_repeated_creation_of_staff_gets_the_first_answer_even_after_a_change_and_a_deletion()
    {
        var key = Center.NewId("k");
        var body = new { platform = Center.NewId("p"), platformUserId = "1", name = "n" };
        var first = await fixture.Host.PostAsync(Center.Staff, body, (Key, key));
        var path = $"{Center.Staff}/{first.Data(201).Text("id")}";

        await fixture.Host.PutAsync(path, new { name = "other" });
        var second = await fixture.Host.PostAsync(Center.Staff, body, (Key, key));
        await fixture.Host.DeleteAsync(path);
        var third = await fixture.Host.PostAsync(Center.Staff, body, (Key, key));

        Assert.Equal((201, first.Text, "true"), (second.Status, second.Text, second.Headers[Replayed]));
        Assert.Equal((201, first.Text, "true"), (third.Status, third.Text, third.Headers[Replayed]));
        (await fixture.Host.GetAsync(path)).Fails(404);
    }

    [Fact]
    public async Task Another_body_under_the_same_key_is_422()
    {
        var key = Center.NewId("k");
        var session = Center.NewId("s");
        (await fixture.Host.PostAsync(Center.Messages, Center.Report(session), (Key, key))).Data(201);
        (await fixture.Host.PostAsync(Center.Staff, new { platform = session, platformUserId = "1", name = "n" }, (Key, key))).Data(201);

        (await fixture.Host.PostAsync(Center.Messages, Center.Report(session, "other"), (Key, key))).Fails(422, Reused);
        (await fixture.Host.PostAsync(Center.Staff, new { platform = session, platformUserId = "2", name = "n" }, (Key, key))).Fails(422, Reused);
    }

    [Fact]
    public async Task A_key_that_is_none_is_refused_and_a_refused_request_does_not_use_up_its_key()
    {
        (await fixture.Host.PostAsync(Center.Messages, Center.Report("s"), (Key, new string('k', 129)))).Fails(400, "Invalid value for Idempotency-Key: must be 1 to 128 printable characters");

        var key = Center.NewId("k");
        (await fixture.Host.PostAsync(Center.Messages, Center.Report(Center.NewId("s"), ""), (Key, key))).Fails(400);
        Assert.DoesNotContain(Replayed, (await fixture.Host.PostAsync(Center.Messages, Center.Report(Center.NewId("s")), (Key, key))).Headers.Keys);
    }
}
