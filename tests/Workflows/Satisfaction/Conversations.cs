namespace Parley.Workflows.Tests.Satisfaction;

/// <summary>Conversations whose last message a person judged in the light of what came before. A turn that opens with '>' is the shop's.</summary>
internal static class Conversations
{
    public static readonly (Mood Mood, string[] Turns)[] All =
    [
        (Mood.Neutral, ["多久发货？"]),
        (Mood.Discontent, ["多久发货？", "> 请问您想了解什么？", "多久发货？"]),
        (Mood.Discontent, ["怎么取消订单", "> 优惠券在我的页面。", "怎么取消订单啊"]),
        (Mood.Discontent, ["你好", "在吗", "我的快递呢", "在不在"]),
        (Mood.Discontent, ["hello", "my parcel", "hello", "hello"]),
        (Mood.Neutral, ["你好", "请问多久发货"]),
        (Mood.Neutral, ["你好", "> 您好，请问有什么可以帮您？", "运费怎么算", "> 满99包邮。", "什么时候发货"]),
        (Mood.Neutral, ["太差了，等了一周", "> 非常抱歉，已为您催促。", "好的"]),
        (Mood.Content, ["怎么还没到，太慢了", "> 非常抱歉，今天送到。", "收到了，谢谢"]),
        (Mood.Content, ["How do I return it?", "> Print the label.", "great, thanks"]),
        (Mood.Content, ["谢谢", "> 不客气。", "谢谢你"]),
        (Mood.Content, ["在吗", "有人吗", "人呢", "搞定了，谢谢"]),
        (Mood.Discontent, ["Where is my order?", "> We are happy to help.", "Where is my order?", "> We are happy to help.", "Where is my order?"]),
        (Mood.Discontent, ["东西坏了", "> 请问您想了解什么？", "没用，转人工"]),
        (Mood.Neutral, ["很好用", "> 谢谢您的支持。", "还有别的颜色吗"]),
        (Mood.Discontent, ["我要退款", "> 好的，请稍等。", "我要退款", "我要退款"]),
    ];
}
