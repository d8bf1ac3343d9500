/// How the tokens of a vendor begin: what public scanners agree on.
#[derive(Debug)]
pub(crate) struct Prefix {
    pub(crate) text: &'static str,
    /// How many characters follow at least.
    pub(crate) body: usize,
    pub(crate) of: Of,
    /// Marks that may stand in the body beside letters and digits.
    pub(crate) marks: &'static [u8],
    #[cfg(test)]
    pub(crate) vendor: &'static str,
    /// Text with the prefix that is no token.
    #[cfg(test)]
    pub(crate) stays: &'static str,
}

/// What the body is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Of {
    Letters,
    /// At least one digit among them: the prefix is a word of some language too.
    Mixed,
    Hex,
    /// A region behind a dash, `-us12`.
    Region,
    /// Three parts with dots between, of lengths that no other token has.
    Parts,
}

use Of::{Hex, Letters, Mixed, Parts, Region};

macro_rules! prefixes {
    ($($text:literal $body:literal $of:ident $marks:literal $vendor:literal $stays:literal;)+) => {
        &[$(Prefix { text: $text, body: $body, of: $of, marks: $marks, #[cfg(test)] vendor: $vendor, #[cfg(test)] stays: $stays },)+]
    };
}

macro_rules! infixed {
    ($body:literal $of:ident $marks:literal $vendor:literal $stays:literal) => {
        Prefix {
            text: "",
            body: $body,
            of: $of,
            marks: $marks,
            #[cfg(test)]
            vendor: $vendor,
            #[cfg(test)]
            stays: $stays,
        }
    };
}

/// In the order of their kinds; the longest prefix of a token need not come first,
/// because any of them that fits is enough.
#[rustfmt::skip]
pub(crate) static PREFIXES: &[Prefix] = prefixes! {
    // Clouds and hosting.
    "AKIA" 16 Letters b"" "Amazon access key" "AKIA begins one";
    "ASIA" 16 Letters b"" "Amazon temporary access key" "ASIAPACIFIC region";
    "ABIA" 16 Letters b"" "Amazon bearer token" "ABIA";
    "ACCA" 16 Letters b"" "Amazon context credential" "ACCA";
    "A3T" 17 Letters b"" "Amazon legacy access key" "A3T";
    "amzn.mws." 32 Letters b"-" "Amazon marketplace" "amzn.mws.com";
    "AIza" 35 Letters b"-_" "Google API key" "AIza is the prefix";
    "GOCSPX-" 24 Letters b"-_" "Google client secret" "GOCSPX-short";
    "ya29." 20 Letters b"-_" "Google access token" "ya29.txt";
    "LTAI" 16 Letters b"" "Alibaba access key" "LTAI";
    "AKID" 32 Letters b"" "Tencent secret ID" "AKIDs";
    "dop_v1_" 40 Hex b"" "DigitalOcean token" "dop_v1_x";
    "doo_v1_" 40 Hex b"" "DigitalOcean OAuth token" "doo_v1_x";
    "dor_v1_" 40 Hex b"" "DigitalOcean refresh token" "dor_v1_x";
    "HRKU-" 30 Letters b"-_" "Heroku key" "HRKU-1";
    "dapi" 32 Hex b"-" "Databricks token" "dapi.example";
    "hvs." 20 Letters b"-_" "Vault service token" "hvs.rs";
    "hvb." 20 Letters b"-_" "Vault batch token" "hvb.rs";
    "hvr." 20 Letters b"-_" "Vault recovery token" "hvr.rs";
    "fo1_" 30 Letters b"-_" "Fly token" "fo1_x";
    "fm1r_" 50 Letters b"-_+/=" "Fly machine token" "fm1r_x";
    "fm1a_" 50 Letters b"-_+/=" "Fly machine token" "fm1a_x";
    "fm2_" 50 Letters b"-_+/=" "Fly machine token" "fm2_x";
    "pscale_tkn_" 32 Letters b"-_=." "PlanetScale token" "pscale_tkn_id";
    "pscale_oauth_" 32 Letters b"-_=." "PlanetScale OAuth token" "pscale_oauth_id";
    "pscale_pw_" 32 Letters b"-_=." "PlanetScale password" "pscale_pw_id";
    "rnd_" 28 Letters b"" "Render key" "rnd_seed";
    "nfp_" 36 Letters b"-_" "Netlify token" "nfp_x";
    "sbp_" 36 Hex b"" "Supabase token" "sbp_x";
    "sb_secret_" 20 Letters b"-_" "Supabase secret key" "sb_secret_name";
    "vcp_" 24 Letters b"" "Vercel token" "vcp_x";
    "tskey-" 16 Letters b"-" "Tailscale key" "tskey-auth-key";
    "pul-" 40 Hex b"" "Pulumi token" "pul-1";
    "dp.pt." 40 Letters b"" "Doppler token" "dp.pt.br";
    "dp.st." 40 Letters b"_.-" "Doppler service token" "dp.st.br";
    "dt0c01." 60 Letters b"." "Dynatrace token" "dt0c01.x";
    "dt0s16." 60 Letters b"." "Dynatrace token" "dt0s16.x";
    "NRAK-" 24 Letters b"" "New Relic key" "NRAK-1";
    "NRII-" 24 Letters b"-_" "New Relic insert key" "NRII-1";
    "NRJS-" 19 Hex b"" "New Relic browser key" "NRJS-1";
    "NRRA-" 40 Letters b"" "New Relic REST key" "NRRA-1";
    "glc_" 32 Letters b"+/=" "Grafana cloud token" "glc_x";
    "glsa_" 32 Letters b"_" "Grafana service account" "glsa_x";
    "sntrys_" 40 Letters b"_+/=-" "Sentry organization token" "sntrys_x";
    "sntryu_" 40 Hex b"" "Sentry user token" "sntryu_x";
    "ops_eyJ" 50 Letters b"+/=-_." "1Password service account" "ops_eyJ";
    "A3-" 26 Mixed b"-" "1Password secret key" "A3-size paper in the tray";
    "AGE-SECRET-KEY-1" 50 Letters b"" "age secret key" "AGE-SECRET-KEY-1";
    "CLOJARS_" 50 Letters b"" "Clojars token" "CLOJARS_USERNAME";
    "sha256~" 40 Letters b"-_" "OpenShift token" "sha256~";
    "v1.0-" 100 Hex b"-" "Cloudflare origin key" "v1.0-beta";
    "cfut_" 30 Letters b"-_" "Cloudflare user token" "cfut_x";
    "t1." 60 Letters b"-_=." "Yandex token" "t1.micro";
    "AQVN" 35 Letters b"-_" "Yandex key" "AQVN";
    "EZAK" 50 Letters b"" "EasyPost key" "EZAK";
    "EZTK" 50 Letters b"" "EasyPost test key" "EZTK";
    // Code hosting and building.
    "ghp_" 20 Letters b"" "GitHub token" "ghp_ is the prefix";
    "gho_" 20 Letters b"" "GitHub OAuth token" "gho_ is another";
    "ghu_" 20 Letters b"" "GitHub user token" "ghu_short";
    "ghs_" 20 Letters b"" "GitHub server token" "ghs_short";
    "ghr_" 20 Letters b"" "GitHub refresh token" "ghr_short";
    "github_pat_" 22 Letters b"_" "GitHub fine-grained token" "github_pat_token";
    "glpat-" 20 Letters b"-_." "GitLab token" "glpat-short";
    "gldt-" 20 Letters b"-_" "GitLab deploy token" "gldt-short";
    "glrt-" 20 Letters b"-_." "GitLab runner token" "glrt-short";
    "glrtr-" 20 Letters b"-_." "GitLab runner token" "glrtr-short";
    "glptt-" 20 Letters b"-_" "GitLab trigger token" "glptt-short";
    "glft-" 20 Letters b"-_" "GitLab feed token" "glft-short";
    "glimt-" 20 Letters b"-_" "GitLab mail token" "glimt-short";
    "glagent-" 20 Letters b"-_" "GitLab agent token" "glagent-k8s";
    "gloas-" 20 Letters b"-_" "GitLab OAuth secret" "gloas-short";
    "glsoat-" 20 Letters b"-_" "GitLab SCIM token" "glsoat-short";
    "glcbt-" 20 Letters b"-_" "GitLab job token" "glcbt-short";
    "glffct-" 20 Letters b"-_" "GitLab feature flag token" "glffct-short";
    "glwt-" 20 Letters b"-_" "GitLab workspace token" "glwt-short";
    "GR1348941" 20 Letters b"-_" "GitLab registration token" "GR1348941";
    "ATATT3" 40 Letters b"-_=" "Atlassian token" "ATATT3";
    "ATCTT3" 40 Letters b"-_=" "Atlassian token" "ATCTT3";
    "ATBB" 28 Letters b"" "Bitbucket app password" "ATBB";
    "bkua_" 36 Letters b"" "Buildkite token" "bkua_x";
    "CCIPAT_" 30 Letters b"_" "CircleCI token" "CCIPAT_x";
    "squ_" 40 Hex b"" "SonarQube user token" "squ_x";
    "sqp_" 40 Hex b"" "SonarQube project token" "sqp_x";
    "sqa_" 40 Hex b"" "SonarQube global token" "sqa_x";
    "sgp_" 32 Letters b"_" "Sourcegraph token" "sgp_time";
    "figd_" 30 Letters b"-_" "Figma token" "figd_x";
    "lin_api_" 32 Letters b"" "Linear key" "lin_api_key";
    "lin_oauth_" 32 Letters b"" "Linear OAuth token" "lin_oauth_key";
    "ntn_" 40 Letters b"" "Notion token" "ntn_x";
    "secret_" 40 Mixed b"" "Notion token of old" "secret_name_of_the_thing_that_is_so_very_long";
    "PMAK-" 40 Letters b"-" "Postman key" "PMAK-1";
    "dckr_pat_" 24 Letters b"-_" "Docker token" "dckr_pat_x";
    "dckr_oat_" 24 Letters b"-_" "Docker organization token" "dckr_oat_x";
    "API-" 26 Mixed b"" "Octopus Deploy key" "API-KEY";
    "shippo_live_" 30 Hex b"" "Shippo token" "shippo_live_mode";
    "shippo_test_" 30 Hex b"" "Shippo token" "shippo_test_mode";
    "duffel_live_" 30 Letters b"-_=" "Duffel token" "duffel_live_mode";
    "duffel_test_" 30 Letters b"-_=" "Duffel token" "duffel_test_mode";
    "pat.na1." 20 Letters b"-." "HubSpot token" "pat.na1.x";
    "pat-na1-" 30 Letters b"-" "HubSpot token" "pat-na1-x";
    "pat-eu1-" 30 Letters b"-" "HubSpot token" "pat-eu1-x";
    "pnu_" 30 Letters b"" "Prefect key" "pnu_x";
    "rdme_" 60 Letters b"" "ReadMe key" "rdme_x";
    "fio-u-" 50 Letters b"-_=" "Frame.io token" "fio-u-x";
    "dnkey-" 40 Letters b"-_=" "Defined Networking key" "dnkey-x";
    "tk-us-" 40 Letters b"-_" "Scalingo token" "tk-us-east";
    "tfp_" 50 Letters b"-_.=" "Typeform token" "tfp_x";
    "ico-" 30 Letters b"" "Infracost key" "ico-file";
    "sm_pat_" 16 Letters b"" "SettleMint token" "sm_pat_x";
    "CFPAT-" 40 Letters b"-_" "Contentful token" "CFPAT-x";
    "phc_" 40 Letters b"" "PostHog key" "phc_x";
    "phx_" 40 Letters b"" "PostHog personal key" "phx_x";
    "apify_api_" 30 Letters b"" "Apify token" "apify_api_token";
    "whsec_" 24 Letters b"+/=" "webhook secret" "whsec_x";
    "pk.eyJ" 40 Letters b".-_" "Mapbox token" "pk.eyJ";
    "sk.eyJ" 40 Letters b".-_" "Mapbox secret token" "sk.eyJ";
    // Chat.
    "xoxb-" 20 Letters b"-" "Slack bot token" "xoxb-1";
    "xoxp-" 20 Letters b"-" "Slack user token" "xoxp-1";
    "xoxa-" 10 Letters b"-" "Slack workspace token" "xoxa-1";
    "xoxr-" 10 Letters b"-" "Slack refresh token" "xoxr-1";
    "xoxo-" 10 Letters b"-" "Slack token of old" "xoxo-love";
    "xoxs-" 10 Letters b"-" "Slack token of old" "xoxs-1";
    "xoxc-" 20 Letters b"-" "Slack client token" "xoxc-1";
    "xoxd-" 20 Letters b"-_+/=%" "Slack cookie" "xoxd-1";
    "xoxe-" 20 Letters b"-" "Slack refresh token" "xoxe-1";
    "xoxe.xox" 20 Letters b"-" "Slack configuration token" "xoxe.xox";
    "xapp-" 20 Letters b"-" "Slack app token" "xapp-1";
    "xwfp-" 20 Letters b"-" "Slack workflow token" "xwfp-1";
    "hooks.slack.com/services/" 20 Letters b"/" "Slack webhook" "hooks.slack.com/services/x";
    "hooks.slack.com/workflows/" 20 Letters b"/" "Slack workflow webhook" "hooks.slack.com/workflows/x";
    "hooks.slack.com/triggers/" 20 Letters b"/" "Slack trigger" "hooks.slack.com/triggers/x";
    // Payment and shops.
    "sk_live_" 10 Letters b"" "Stripe secret key" "sk_live_key";
    "sk_test_" 10 Letters b"" "Stripe test key" "sk_test_key";
    "sk_prod_" 10 Letters b"" "Stripe secret key" "sk_prod_key";
    "rk_live_" 10 Letters b"" "Stripe restricted key" "rk_live_key";
    "rk_test_" 10 Letters b"" "Stripe restricted test key" "rk_test_key";
    "rk_prod_" 10 Letters b"" "Stripe restricted key" "rk_prod_key";
    "sq0atp-" 20 Letters b"-_" "Square access token" "sq0atp-x";
    "sq0csp-" 20 Letters b"-_" "Square secret" "sq0csp-x";
    "EAAA" 50 Letters b"-_" "Square token" "EAAA";
    "shpat_" 30 Hex b"" "Shopify token" "shpat_x";
    "shpca_" 30 Hex b"" "Shopify custom token" "shpca_x";
    "shppa_" 30 Hex b"" "Shopify private token" "shppa_x";
    "shpss_" 30 Hex b"" "Shopify shared secret" "shpss_x";
    "shprt_" 30 Letters b"" "Shopify refresh token" "shprt_x";
    "FLWSECK_TEST-" 12 Letters b"-" "Flutterwave key" "FLWSECK_TEST-x";
    "FLWSECK-" 12 Letters b"-" "Flutterwave key" "FLWSECK-x";
    "access_token$production$" 20 Letters b"$" "Braintree token" "access_token$production$x";
    "rzp_live_" 14 Letters b"" "Razorpay key" "rzp_live_x";
    "rzp_test_" 14 Letters b"" "Razorpay key" "rzp_test_x";
    "live_" 35 Hex b"" "Lob key" "live_stream_of_the_event";
    "test_" 35 Hex b"" "Lob test key" "test_that_a_token_that_has_expired_is_refused";
    "sl." 60 Mixed b"-_=" "Dropbox token" "sl.example";
    "access-sandbox-" 30 Letters b"-" "Plaid token" "access-sandbox-env";
    "access-production-" 30 Letters b"-" "Plaid token" "access-production-env";
    "access-development-" 30 Letters b"-" "Plaid token" "access-development-env";
    "EAAC" 60 Letters b"" "Facebook token" "EAAC";
    "EAAM" 60 Letters b"" "Facebook token" "EAAM";
    "EAAG" 60 Letters b"" "Facebook token" "EAAG";
    "IGQV" 60 Letters b"-_" "Instagram token" "IGQV";
    // Mail and telephone.
    "SG." 40 Letters b"-_." "SendGrid key" "SG.example";
    "xkeysib-" 40 Letters b"-" "Brevo key" "xkeysib-x";
    "xsmtpsib-" 40 Letters b"-" "Brevo SMTP key" "xsmtpsib-x";
    "key-" 32 Hex b"" "Mailgun key" "key-value store";
    "pubkey-" 32 Hex b"" "Mailgun validation key" "pubkey-x";
    "re_" 20 Mixed b"_" "Resend key" "re_compile_the_whole_thing";
    "SK" 32 Hex b"" "Twilio key" "SK";
    "mlsn." 40 Letters b"" "MailerSend token" "mlsn.x";
    // Models.
    "sk-" 20 Mixed b"-_" "OpenAI, Anthropic and others" "sk-learn and friends";
    "sess-" 36 Letters b"" "OpenAI session" "sess-id";
    "sk-ant-" 20 Letters b"-_" "Anthropic key" "sk-ant-x";
    "hf_" 30 Letters b"" "Hugging Face token" "hf_hub_download";
    "api_org_" 30 Letters b"" "Hugging Face organization token" "api_org_name";
    "gsk_" 40 Letters b"" "Groq key" "gsk_x";
    "pplx-" 40 Letters b"" "Perplexity key" "pplx-x";
    "r8_" 30 Letters b"" "Replicate token" "r8_x";
    "xai-" 40 Letters b"-_" "xAI key" "xai-model";
    "fw_" 20 Mixed b"" "Fireworks key" "fw_version";
    "co_" 36 Mixed b"" "Cohere key" "co_author";
    "nvapi-" 40 Letters b"-_" "NVIDIA key" "nvapi-x";
    "tgp_v1_" 36 Letters b"-_" "Together key" "tgp_v1_x";
    "jina_" 40 Letters b"-_" "Jina key" "jina_x";
    "pa-" 36 Mixed b"-_" "Voyage key" "pa-russian-locale";
    "lsv2_" 30 Letters b"_" "LangSmith key" "lsv2_x";
    "ls__" 30 Letters b"_" "LangSmith key of old" "ls__x";
    "pcsk_" 40 Letters b"_" "Pinecone key" "pcsk_x";
    "sk_" 40 Hex b"" "ElevenLabs key" "sk_x";
    "tvly-" 20 Letters b"-" "Tavily key" "tvly-x";
    // Package registries.
    "npm_" 30 Letters b"" "npm token" "npm_config_registry";
    "pypi-" 50 Letters b"-_" "PyPI token" "pypi-mirror.example";
    "rubygems_" 40 Hex b"" "RubyGems key" "rubygems_version";
    "cio" 32 Letters b"" "crates.io token" "cio";
    "oy2" 43 Letters b"" "NuGet key" "oy2";
    "AKCp" 60 Letters b"" "Artifactory key" "AKCp";
    "cmVmd" 50 Letters b"" "Artifactory token" "cmVmd";
    "jfrt" 60 Letters b"." "Artifactory token" "jfrt";
    // Media service.
    "006" 60 Letters b"+/=" "Agora token of old" "006";
    "007eJ" 40 Letters b"+/=" "Agora token" "007eJ";
};

/// Tokens that something inside tells, and not how they begin.
pub(crate) static INFIXES: Infixes = Infixes {
    bot: infixed! { 31 Letters b"-_" "Telegram bot token" "12345678:AA" },
    region: infixed! { 3 Region b"-" "Mailchimp key" "us1" },
    parts: infixed! { 59 Parts b"-_." "Discord bot token" "M.x.y" },
    workspace: infixed! { 60 Letters b"-_.=" "Terraform token" "x.atlasv1.y" },
    application: infixed! { 34 Letters b"-_.~" "Azure application secret" "8Q~" },
};

/// One of each kind.
pub(crate) struct Infixes {
    /// Behind the number of a bot and a colon: `AA`.
    pub(crate) bot: Prefix,
    /// Behind 32 hexadecimal digits: `-us12`.
    pub(crate) region: Prefix,
    /// Three parts, the second of them short.
    pub(crate) parts: Prefix,
    /// Behind fourteen letters: `.atlasv1.`.
    pub(crate) workspace: Prefix,
    /// Behind three letters: a digit and `Q~`.
    pub(crate) application: Prefix,
}
