namespace TypedWs.Transport.Tests.Handshake;

public sealed class HandshakeHeadersTests
{
    private static readonly HandshakeHeaders Headers = new([new("Upgrade", "websocket"), new("X-Trace", "on")]);

    [Theory]
    [InlineData("Upgrade", "websocket")]
    [InlineData("x-trace", "on")]
    [InlineData("X-Other", null)]
    public void TryGetValue_Name_IsFoundWithoutRegardToCase(string name, string? expected)
    {
        bool found = Headers.TryGetValue(name, out string? value);

        Assert.Equal((expected is not null, expected), (found, value));
        Assert.Equal(found, Headers.ContainsKey(name));
    }

    [Fact]
    public void Enumeration_HasAllInTheirOrder()
    {
        Assert.Equal(["Upgrade: websocket", "X-Trace: on"], Headers.Select(static header => $"{header.Key}: {header.Value}"));
        Assert.Equal((2, "Upgrade,X-Trace", "websocket,on"), (Headers.Count, string.Join(',', Headers.Keys), string.Join(',', Headers.Values)));
    }

    [Fact]
    public void Indexer_MissingHeader_NamesIt()
    {
        Assert.Equal("on", Headers["X-TRACE"]);
        Assert.Contains("'X-Other'", Assert.Throws<KeyNotFoundException>(() => Headers["X-Other"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CopyOf_TwoOfOneName_Throws()
        => Assert.Throws<ArgumentException>(() => HandshakeHeaders.CopyOf([new("Date", "today"), new("date", "tomorrow")]));

    [Fact]
    public void Reuse_EqualStrings_AreThoseThatAreHereAlready()
    {
        KeyValuePair<string, string> same = Headers.Reuse(new(new string("X-Trace"), new string("on")));
        KeyValuePair<string, string> otherValue = Headers.Reuse(new(new string("X-Trace"), "off"));
        KeyValuePair<string, string> other = Headers.Reuse(new("x-trace", "on"));

        Assert.Same(Headers.Last().Key, same.Key);
        Assert.Same(Headers.Last().Value, same.Value);
        Assert.Same(Headers.Last().Key, otherValue.Key);
        Assert.Equal(("off", "x-trace"), (otherValue.Value, other.Key));
    }
}
