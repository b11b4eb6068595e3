using Parley.Workflows.Satisfaction;
using Xunit;

namespace Parley.Workflows.Tests.Satisfaction;

public sealed class SatisfactionLexiconTests
{
    [Fact]
    public void There_are_120_labelled_examples_and_more() =>
        Assert.InRange(
            Messages.Chinese.Concat(Messages.English).Sum(group => group.Texts.Length) + Conversations.All.Length,
            120,
            int.MaxValue);

    [Fact]
    public void Chinese_messages_are_judged_as_a_person_does() => AssertJudgedAsLabelled(Messages.Chinese);

    [Fact]
    public void English_messages_are_judged_as_a_person_does() => AssertJudgedAsLabelled(Messages.English);

    [Fact]
    public void Conversations_are_judged_as_a_person_does() =>
        AssertNone(Conversations.All.Select(conversation => Miss(conversation.Mood, conversation.Turns)));

    [Theory]
    [InlineData("不满意", "很满意")]
    [InlineData("不太好", "好")]
    [InlineData("太差了", "有点差")]
    [InlineData("味道好，但是太慢", "虽然太慢，但是味道好")]
    [InlineData("再也不来了", "不太好")]
    [InlineData("very bad", "bad")]
    [InlineData("bad", "slightly bad")]
    [InlineData("not good", "not bad")]
    [InlineData("慢！！！", "慢")]
    [InlineData("不好", "不是不好")]
    public void The_first_is_worse_than_the_second(string worse, string better) =>
        Assert.True(Sum(worse) < Sum(better), $"'{worse}' {Sum(worse)}, '{better}' {Sum(better)}");

    [Fact]
    public void Evidence_quotes_the_text_and_its_weight() =>
        Assert.Equal(["非常好 (+1.7)", "慢 (-1.2)"], Said.Judge("送得慢，味道非常好").Evidence);

    [Theory]
    [InlineData("asked again, 2 times (-0.8)", "多久发货？", "> 您好", "多久发货？")]
    [InlineData("4 messages without an answer (-1.4)", "你好", "我想问", "红色的", "多久发货？")]
    public void Evidence_names_the_rule_about_earlier_turns(string evidence, params string[] turns) =>
        Assert.Contains(evidence, Said.Judge(turns).Evidence);

    [Fact]
    public void Without_evidence_the_score_is_3_and_not_sure()
    {
        var judgement = Said.Judge("订单 20240117");

        Assert.Equal(3, judgement.Score);
        Assert.Equal(0.3, judgement.Confidence);
        Assert.Empty(judgement.Evidence);
    }

    [Fact]
    public void Much_said_to_one_effect_is_surer_than_praise_beside_complaint()
    {
        Assert.InRange(Said.Judge("太差了，难吃，再也不来了").Confidence, 0.9, 1);
        Assert.InRange(Said.Judge("好吃，就是慢").Confidence, 0.3, 0.6);
    }

    [Fact]
    public void The_last_turn_must_be_the_users()
    {
        Assert.Throws<ArgumentException>(() => Said.Judge());
        Assert.Throws<ArgumentException>(() => Said.Judge("你好", "> 您好"));
    }

    private static double Sum(string text)
    {
        var judgement = Said.Judge(text);
        return judgement.Evidence.Sum(item => double.Parse(item[(item.LastIndexOf('(') + 1)..^1], System.Globalization.CultureInfo.InvariantCulture));
    }

    private static void AssertJudgedAsLabelled((Mood Mood, string[] Texts)[] groups) =>
        AssertNone(groups.SelectMany(group => group.Texts.Select(text => Miss(group.Mood, text))));

    private static string? Miss(Mood expected, params string[] turns)
    {
        var judgement = Said.Judge(turns);
        return Said.MoodOf(judgement) == expected
            ? null
            : $"'{string.Join(" | ", turns)}' is {expected}, got {judgement.Score}: {string.Join(", ", judgement.Evidence)}";
    }

    private static void AssertNone(IEnumerable<string?> misses)
    {
        var found = misses.OfType<string>().ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}
