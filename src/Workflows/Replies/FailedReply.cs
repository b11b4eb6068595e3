using Parley.Sessions.Replies;

namespace Parley.Workflows.Replies;

public sealed record FailedReply(ReplyRequest Request, ReplyStatus Status);
