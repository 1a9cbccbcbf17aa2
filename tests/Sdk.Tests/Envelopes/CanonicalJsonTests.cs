using System.Text;
using TypedWs.Envelopes;

namespace TypedWs.Tests.Envelopes;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"a"}""", nameof(EnvelopeKind.OneWay), "(absent)")]
    [InlineData("""{"jsonrpc":"2.0","method":"a","params":{"b":1}}""", nameof(EnvelopeKind.OneWay), "(absent)")]
    [InlineData("""{"jsonrpc":"2.0","id":0,"method":"a"}""", nameof(EnvelopeKind.Request), "0")]
    [InlineData("""{"jsonrpc":"2.0","id":-12,"method":"a","params":[]}""", nameof(EnvelopeKind.Request), "-12")]
    [InlineData("""{"jsonrpc":"2.0","id":4294967295,"result":null}""", nameof(EnvelopeKind.Result), "4294967295")]
    public void TryRead_Canonical_IsRecognised(string json, string kind, string id)
    {
        Assert.True(CanonicalJson.TryRead(Encoding.UTF8.GetBytes(json), out Envelope envelope));
        Assert.Equal(kind, envelope.Kind.ToString());
        Assert.Equal(id, envelope.Id.ToString());
    }

    /// <summary>Among them what a lenient number parser takes and JSON does not.</summary>
    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":+7,"method":"a"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":007,"method":"a"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":-0,"method":"a"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1.5,"method":"a"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1e2,"method":"a"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":99999999999999999999,"method":"a"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":"7","method":"a"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"a\u0062"}""")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"method\":\"a\nb\"}")]
    [InlineData("""{"jsonrpc":"2.0","method":"a","id":1}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"a"} """)]
    [InlineData("""{"jsonrpc":"2.0","id":7,"error":{}}""")]
    [InlineData("""{ "jsonrpc":"2.0","method":"a"}""")]
    [InlineData("""{"jsonrpc":"2.0",""")]
    [InlineData("")]
    public void TryRead_AnythingElse_IsLeftToTheGeneralReader(string json)
        => Assert.False(CanonicalJson.TryRead(Encoding.UTF8.GetBytes(json), out _));
}
