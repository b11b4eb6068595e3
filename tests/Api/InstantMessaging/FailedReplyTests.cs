using Parley.Api.Tests.Host;
using Xunit;

namespace Parley.Api.Tests.InstantMessaging;

[Collection(nameof(FailingHost))]
public sealed class FailedReplyTests(FailingHost fixture) : ReplyFailure(fixture, 2001, "AI 服务调用失败");
