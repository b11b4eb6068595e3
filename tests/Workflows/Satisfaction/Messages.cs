namespace Parley.Workflows.Tests.Satisfaction;

/// <summary>Single messages of shop customers, judged by a person.</summary>
internal static class Messages
{
    public static readonly (Mood Mood, string[] Texts)[] Chinese =
    [
        (Mood.Content,
        [
            "非常满意，谢谢", "客服很耐心，问题解决了", "衣服很漂亮，面料也舒服", "物流很快，第二天就到了", "好评！下次还来",
            "谢谢你帮我查到了", "质量不错，价格也实惠", "还不错", "挺好的", "超级喜欢这个颜色", "味道好极了", "强烈推荐给大家",
            "不难吃", "没有不满意的地方，很好", "虽然慢了点，但是味道非常好", "包装很严实，一点没洒，赞", "太好了，辛苦你了",
            "性价比高，会回购的", "师傅态度好，准时送到", "收到了，和描述的一样好", "用了一周，很好用", "👍👍", "真棒！！！", "感谢，已经搞定了",
            "没毛病，物超所值", "服务周到，下次还会再来",
        ]),
        (Mood.Neutral,
        [
            "多久发货？", "你好", "在吗", "请问有没有红色的", "怎么退货", "运费怎么算？", "可以开发票吗", "什么时候能到北京", "尺码偏大还是偏小",
            "好的", "我想改一下收货地址", "支持货到付款吗？", "优惠券怎么用", "这个质量好吗？", "我的订单号是 20240117", "你们几点下班",
            "可以退货吗？", "有没有小一号的", "地址是人民路12号", "这款好不好看？", "快递员电话多少", "嗯嗯", "怎么用优惠码", "如果不喜欢可以退吗？",
            "我想退款，怎么操作", "你们的客服电话是多少", "付款失败怎么办", "怎么投诉", "我要取消订单", "请尽快发货", "请问这件衣服会不会掉色？",
        ]),
        (Mood.Discontent,
        [
            "不满意", "不太好", "再也不来了", "一点都不好用", "太慢了", "质量太差了", "什么破东西，用了一天就坏了", "等了两个小时才送到",
            "客服态度恶劣", "没有人理我", "你们就是骗子", "差评！！！", "还没发货？？？都一个星期了", "凭什么不给退款", "说好的今天到，到现在还没到",
            "味道不错，但是送得太慢，而且还洒了", "颜色跟图片不符", "少发了一件，打电话也不接", "不推荐购买", "非常失望", "没送餐具，汤也洒了",
            "不是很满意", "没有想象中的好", "我要投诉你们", "垃圾", "难道你们都不看消息的吗？", "答非所问，转人工", "衣服掉色，洗一次就变形", "😡😡",
            "怎么还没到啊", "浪费我的时间", "客服根本没解决问题", "东西是坏的，气死我了", "快点！！急死了", "人呢？？？",
            "为什么我的优惠券一直用不了", "显示已签收但我没收到货", "好慢啊", "谢谢，但是还是没用",
        ]),
    ];

    public static readonly (Mood Mood, string[] Texts)[] English =
    [
        (Mood.Content,
        [
            "not bad at all", "Great service, thank you!", "I love it", "Works perfectly now, thanks", "Very happy with my order",
            "Fast delivery and well packed", "Not bad", "No complaints, everything arrived on time", "You’ve been so helpful", "Couldn't be happier",
            "It was a bit late, but the quality is excellent", "Highly recommended", "the staff were friendly and patient", "Best purchase ever!!!",
            "Thanks, that solved it", "Perfect fit, will order again", "this is awesome 😍", "Five stars from me",
        ]),
        (Mood.Neutral,
        [
            "When will my order ship?", "hello", "How do I return something?", "What time do you open?", "Is there a blue one?", "ok",
            "My order number is 12345", "Can I change the address?", "Do you ship to Canada?", "Is it good quality?", "I would like a size M",
            "How much is the postage", "Which courier do you use?", "Good morning", "where is my invoice", "Can I pay by card?",
            "Is there a problem with my order?", "Do I need to wait for the confirmation email?", "no thanks", "what is your refund policy",
        ]),
        (Mood.Discontent,
        [
            "not good", "This is not what I ordered, very disappointed", "The worst shop I have ever used", "Terrible service!!!", "It isn't good at all",
            "I am not happy with this", "never again", "It arrived broken", "Still waiting for my refund after three weeks", "You are not helpful",
            "The food was nice but it came cold and two hours late", "Is this a joke?", "Nobody answers the phone", "waste of money",
            "it doesn't work", "I want to speak to a manager", "Poor quality, don't buy it", "too slow", "how many times do I have to ask???",
            "I don't like it", "completely useless", "rude staff", "👎", "Are you kidding me?",
            "Thanks for nothing", "Thanks, but it still doesn't work", "My package is late", "I never received my order",
        ]),
    ];
}
