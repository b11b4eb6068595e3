using Parley.Api.Tests.Host;
using Xunit;

namespace Parley.Api.Tests.InstantMessaging;

[Collection(nameof(TimingOutHost))]
public sealed class TimedOutReplyTests(TimingOutHost fixture) : ReplyFailure(fixture, 2002, "AI 回复超时");
