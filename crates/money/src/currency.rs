//! Currencies, and what their money is made of.

/// The codes of ISO 4217 that people pay with.
const CODES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD \
    CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD \
    HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD \
    MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG \
    QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD \
    TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG";

/// A currency of ISO 4217.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency(&'static str);

impl Currency {
    pub const EUR: Self = Self("EUR");

    /// Reads a code as it is written: three capital letters.
    pub fn parse(code: &str) -> Option<Self> {
        CODES.split_whitespace().find(|known| *known == code).map(Self)
    }

    pub const fn as_str(self) -> &'static str {
        self.0
    }

    /// How many decimal places its amounts have.
    pub fn exponent(self) -> u32 {
        match self.0 {
            "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "VND" | "VUV"
            | "XAF" | "XOF" | "XPF" => 0,
            "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
            _ => 2,
        }
    }

    /// Its notes and coins that people pay with, the largest first, in minor units; none where nobody said.
    pub fn pieces(self) -> &'static [i64] {
        match self.0 {
            "AED" | "QAR" => &[50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 100, 50, 25],
            "CHF" => &[100_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5],
            "EGP" => &[20_000, 10_000, 5_000, 2_000, 1_000, 500, 100, 50, 25],
            "EUR" => &[50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
            "GBP" => &[5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
            "ILS" => &[20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 10],
            "JOD" => &[50_000, 20_000, 10_000, 5_000, 1_000, 500, 250, 100, 50],
            "MAD" => &[20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10],
            "SAR" => &[50_000, 10_000, 5_000, 1_000, 500, 200, 100, 50, 25, 10, 5],
            "USD" => &[10_000, 5_000, 2_000, 1_000, 500, 100, 25, 10, 5, 1],
            _ => &[],
        }
    }

    /// Its smallest coin, in minor units, where amounts are paid that no coins come to: what is paid in cash is rounded
    /// to it by law or by custom of the whole country. Euros are rounded in some countries only, so not here.
    pub fn coin(self) -> i64 {
        match self.0 {
            "AUD" | "CAD" | "CHF" | "MYR" | "SGD" => 5,
            "ILS" | "NZD" | "ZAR" => 10,
            "DKK" => 50,
            "CZK" | "NOK" | "SEK" => 100,
            "HUF" => 500,
            _ => 1,
        }
    }
}
