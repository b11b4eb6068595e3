using Parley.Api.Tests.Host;
using Xunit;

namespace Parley.Api.Tests.Chat;

/// <summary>Shows other contracts' times in another zone, since chat's are in UTC all the same.</summary>
[CollectionDefinition(nameof(ChatHost))]
public sealed class ChatHost() : HostFixture(("Contracts__TimeZone", "Asia/Shanghai")), ICollectionFixture<ChatHost>;
