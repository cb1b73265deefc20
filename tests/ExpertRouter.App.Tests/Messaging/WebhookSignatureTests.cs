using System.Text;
using ExpertRouter.Contracts;

namespace ExpertRouter.App.Tests.Messaging;

public sealed class WebhookSignatureTests
{
    private const string Secret = "a secret of some length";

    // printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac 'a secret of some length'
    private const string Header = "t=1700000000,v1=e09db3ce6e6e8f9b633a62851e5074a9e9148ac19b1c0e1a8f7c352380be630b";

    private static readonly byte[] Body = Encoding.UTF8.GetBytes("{\"a\":1}");
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    [Fact]
    public void Sign_KnownBody_IsWhatOpensslComputes() => Assert.Equal(Header, WebhookSignature.Sign(Secret, Body, At));

    [Theory]
    [InlineData(0, true)]
    [InlineData(300, true)]
    [InlineData(-300, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    public void Verify_ClockOfTheReceiver_MayDifferByTheTolerance(int seconds, bool expected) =>
        Assert.Equal(expected, WebhookSignature.Verify(Secret, Header, Body, At.AddSeconds(seconds), Tolerance));

    [Fact]
    public void Verify_OtherSecretOrBody_IsFalse()
    {
        Assert.False(WebhookSignature.Verify("another secret entirely", Header, Body, At, Tolerance));
        Assert.False(WebhookSignature.Verify(Secret, Header, "{\"a\":2}"u8, At, Tolerance));
        Assert.False(WebhookSignature.Verify(Secret, Header.Replace("t=17", "t=18", StringComparison.Ordinal), Body, At.AddYears(3), TimeSpan.FromDays(9999)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("t=1700000000")]
    [InlineData("v1=00,t=1700000000")]
    [InlineData("t=1700000000,v1=00")]
    [InlineData("t=-9223372036854775808,v1=0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("t=1700000000,v1=zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz")]
    public void Verify_MalformedHeader_IsFalse(string? header) => Assert.False(WebhookSignature.Verify(Secret, header, Body, At, Tolerance));
}
