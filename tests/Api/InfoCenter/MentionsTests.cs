using Parley.Api.InfoCenter.Messages;
using Xunit;

namespace Parley.Api.Tests.InfoCenter;

public sealed class MentionsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("@", "")]
    [InlineData("@@", "")]
    [InlineData("@李四", "李四")]
    [InlineData("你好@李四 在吗", "李四")]
    [InlineData("@李四@张三", "李四,张三")]
    [InlineData("@@李四", "李四")]
    [InlineData("@李四\u2005你好", "李四")]
    [InlineData("@李四，你好", "李四")]
    [InlineData("@李四:你好", "李四")]
    [InlineData("（@李四）", "李四")]
    [InlineData("[@李四]", "李四")]
    [InlineData("<@李四>", "李四")]
    [InlineData("@a-b", "a")]
    [InlineData("@wx_123!", "wx_123")]
    [InlineData("@Ann @Bob @Ann", "Ann,Bob")]
    [InlineData("@Bob, @Ann.", "Bob,Ann")]
    [InlineData("a@b.com", "")]
    [InlineData("a.b_c-@d", "")]
    [InlineData("9@x", "")]
    [InlineData("mail a@b.com or @c", "c")]
    [InlineData("a@b@c", "")]
    [InlineData("é@x", "x")]
    [InlineData("@张三😀 hi", "张三😀")]
    [InlineData("@\t@\n@ x", "")]
    [InlineData("line\n@end", "end")]
    public void A_text_mentions(string content, string names) => Assert.Equal(names, string.Join(',', Mentions.In(content)));
}
