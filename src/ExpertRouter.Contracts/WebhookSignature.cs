using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ExpertRouter.Contracts;

/// <summary>
/// The signature of webhooks: header <see cref="Header"/> with <c>t=T,v1=H</c>, where T is the time of sending in Unix seconds and H the
/// lower-case hexadecimal HMAC-SHA256 (RFC 2104) of <c>T.BODY</c>, under the subscription's secret in UTF-8. A repeat is signed anew.
/// Stateless and thread-safe.
/// </summary>
public static class WebhookSignature
{
    /// <summary>Name of the header.</summary>
    public const string Header = "X-ExpertRouter-Signature";

    /// <summary>Name of the header with the event's name for ever, <c>TICKET:NUMBER</c>, by which receivers recognise a repeat.</summary>
    public const string EventHeader = "X-ExpertRouter-Event";

    /// <summary>The value of the header.</summary>
    public static string Sign(string secret, ReadOnlySpan<byte> body, DateTimeOffset at)
    {
        var time = at.ToUnixTimeSeconds();
        return string.Create(CultureInfo.InvariantCulture, $"t={time},v1={Convert.ToHexStringLower(Hash(secret, time, body))}");
    }

    /// <summary>
    /// Whether a request is genuine: signed with the secret, body untouched, and sent within <paramref name="tolerance"/> of
    /// <paramref name="now"/>, earlier or later. Compares in constant time; a malformed header is false, never an exception.
    /// </summary>
    /// <param name="secret">The subscription's secret.</param>
    /// <param name="header">Value of the header; null when there was none.</param>
    /// <param name="body">The body as received, byte for byte.</param>
    /// <param name="now">The receiver's clock.</param>
    /// <param name="tolerance">Five minutes are usual.</param>
    public static bool Verify(string secret, string? header, ReadOnlySpan<byte> body, DateTimeOffset now, TimeSpan tolerance)
    {
        if (header?.Split(',') is not [['t', '=', .. var digits], ['v', '1', '=', .. var hex]] || hex.Length != 2 * HMACSHA256.HashSizeInBytes
            || !hex.All(char.IsAsciiHexDigit) || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var time))
            return false;
        return Math.Abs((double)now.ToUnixTimeSeconds() - time) <= tolerance.TotalSeconds
            && CryptographicOperations.FixedTimeEquals(Convert.FromHexString(hex), Hash(secret, time, body));
    }

    private static byte[] Hash(string secret, long time, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{time}.")));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
