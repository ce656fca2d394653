using System.Data;
using System.Globalization;
using Dapper;

namespace SmsActivation.Core.Storage;

/// <summary>How values are stored: times as UTC text of fixed width (it sorts as time does), days as yyyy-MM-dd.</summary>
public static class StoredTypes
{
    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    public const string DayFormat = "yyyy-MM-dd";
    private static readonly Lock Once = new();
    private static bool s_registered;

    public static void Register()
    {
        lock (Once)
        {
            if (s_registered)
                return;
            // Without this, Dapper's built-in map wins on writes and the handler sees reads only.
            SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
            SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
            SqlMapper.RemoveTypeMap(typeof(DateOnly));
            SqlMapper.RemoveTypeMap(typeof(DateOnly?));
            SqlMapper.AddTypeHandler(new TimeHandler());
            SqlMapper.AddTypeHandler(new DayHandler());
            DefaultTypeMap.MatchNamesWithUnderscores = true;
            s_registered = true;
        }
    }

    private sealed class TimeHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            parameter.DbType = DbType.String;
            parameter.Value = value.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
        }

        public override DateTimeOffset Parse(object value) =>
            value is DateTime time
                ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc))
                : DateTimeOffset.ParseExact(
                    (string)value,
                    TimeFormat,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal
                );
    }

    private sealed class DayHandler : SqlMapper.TypeHandler<DateOnly>
    {
        public override void SetValue(IDbDataParameter parameter, DateOnly value)
        {
            parameter.DbType = DbType.String;
            parameter.Value = value.ToString(DayFormat, CultureInfo.InvariantCulture);
        }

        public override DateOnly Parse(object value) =>
            value is DateTime day
                ? DateOnly.FromDateTime(day)
                : DateOnly.ParseExact((string)value, DayFormat, CultureInfo.InvariantCulture);
    }
}
