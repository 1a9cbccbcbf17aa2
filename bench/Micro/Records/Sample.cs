using System.Text.Json.Serialization.Metadata;
using TypedWs.CompilerServices;

namespace Micro.Records;

/// <summary>A value, and what writes and reads it.</summary>
internal sealed record Sample<T>(T Value, ValueCodec<T> Codec, JsonTypeInfo<T> Json);
