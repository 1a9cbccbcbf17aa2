using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace TypedWs.CompilerServices;

/// <summary>The codecs that generated code composes its own from. Thread-safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "Each codec has the name of the type that it is for.")]
public static partial class Codecs
{
    /// <summary>The codec of a value type or null.</summary>
    /// <typeparam name="T">The value type.</typeparam>
    /// <param name="value">Its codec.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<T?> Nullable<T>(ValueCodec<T> value)
        where T : struct
        => new NullableCodec<T>(value);

    /// <summary>The codec of a reference type or null.</summary>
    /// <typeparam name="T">The reference type.</typeparam>
    /// <param name="value">Its codec.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<T?> NullableReference<T>(ValueCodec<T> value)
        where T : class
        => new NullableReferenceCodec<T>(value);

    /// <summary>The codec of an enum: in JSON by name, in MessagePack by number.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <param name="values">The names in JSON, in the order of declaration.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<T> Enum<T>(params ReadOnlySpan<(string Name, T Value)> values)
        where T : struct, Enum
        => new EnumCodec<T>(values, isClosed: false);

    /// <summary>The same where a number that has no name is refused.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <param name="values">The names in JSON, in the order of declaration.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<T> ClosedEnum<T>(params ReadOnlySpan<(string Name, T Value)> values)
        where T : struct, Enum
        => new EnumCodec<T>(values, isClosed: true);
}
