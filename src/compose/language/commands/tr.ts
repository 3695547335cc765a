import type { LocalizedCommands } from './localized-commands.ts';

/** How commands are called in Turkish. */

const publisher = { name: 'yayıncı', what: 'Yalnızca bu yayıncının söyledikleri, kimliği veya adıyla.' };
const at = { name: 'saat', what: 'Gönderinin saati, saat ve dakika olarak, örneğin 08:30.' };
const on = { name: 'gün', what: 'Haftalık gönderinin yapıldığı gün.' };
const zone = { name: 'saat-dilimi', what: 'Saatlerin ait olduğu saat dilimi, örneğin Europe/Istanbul.' };

const place = { name: 'yer', what: 'Bir yer veya adındaki bir kelimenin başı.' };
const country = { name: 'ülke', what: 'Yalnızca bu ülkedeki olaylar; ülke adı İngilizce yazılır.' };
const since = { name: 'başlangıç', what: 'En erken tarih: bir yıl, ay veya gün, örneğin 2017-06.' };

const replies = {
  name: 'yanıtlar',
  what: 'Önceki gönderilere yanıtlar nerede görünür: yalnızca konuda ya da kanalda da.',
};
const asOf = { 'as-of': { name: 'tarihte', what: 'Bu günün sonunda (UTC) burada bilinenler, örneğin 2019-05-31.' } };

export const tr: LocalizedCommands = {
  totals: {
    name: 'toplamlar',
    what: 'Güncel toplamlar; dönemi, tarihi, kaynağı ve tutmayan hesaplarla birlikte.',
    options: {
      measure: { name: 'ölçü', what: 'Neyin sayıldığı; verilmezse başlıca rakamlar.' },
      publisher,
      ...asOf,
    },
  },
  latest: {
    name: 'son-rapor',
    what: 'En yeni raporun tamamı, gönderildiği biçimde.',
    options: { publisher },
  },
  history: {
    name: 'geçmiş',
    what: 'Bir ölçünün aldığı bütün değerler, en yenisi önce.',
    options: {
      measure: { name: 'ölçü', what: 'Neyin sayıldığı; verilmezse bugüne kadar kabul edilen bütün ölümler.' },
      publisher,
      ...asOf,
    },
  },
  incidents: {
    name: 'olaylar',
    what: 'Raporlardaki listelerin kayıtları, en yenisi önce.',
    options: {
      place,
      country,
      since,
      outcome: { name: 'sonuç', what: 'Yalnızca böyle değerlendirilen kayıtlar.' },
      publisher,
    },
  },
  incident: {
    name: 'olay',
    what: 'Her tarafın bir olay hakkında söyledikleri, yan yana.',
    options: { code: { name: 'kod', what: 'CS1010 gibi bir kod, bir rapor numarası ya da bir olayın kimliği.' } },
  },
  event: {
    name: 'vaka',
    what: 'Bir vakanın zaman içindeki tüm anlatımları ve neden aynı olabilecekleri.',
    options: {
      event: { name: 'vaka', what: 'CS1010 gibi bir kod, bir rapor numarası, bir vakanın kimliği ya da bir yer.' },
    },
  },
  'raised-by': {
    name: 'bildiren',
    what: 'Kabul edilen olayları ilk kimin bildirdiği.',
    options: { place, country, since, publisher },
  },
  delay: {
    name: 'gecikme',
    what: 'Bir saldırıdan kabulüne kadar ne kadar zaman geçtiği.',
    options: { place, country, since, publisher },
  },
  compare: {
    name: 'karşılaştır',
    what: 'Kabul edilen ve belgelenen, yan yana.',
    options: {
      place: { ...place, what: 'Bir yer; yazılmazsa toplamlar.' },
      since,
      until: { name: 'bitiş', what: 'En geç tarih: yıl, ay veya gün, örneğin 2017-10.' },
    },
  },
  'open-accounts': {
    name: 'açık-hesaplar',
    what: 'Kabul edilen kaç olayda neden, hukuki inceleme ve tazminat belirtildiği.',
    options: {
      place,
      of: { name: 'konu', what: 'Bir sayının ardındaki liste: neden, hukuk veya tazminat.' },
      country,
      since,
      publisher,
    },
  },
  findings: {
    name: 'bulgular',
    what: 'Nelerin değiştiği, en yenisi önce, her biri kimliğiyle.',
    options: { kind: { name: 'tür', what: 'Yalnızca bu türdeki değişiklikler.' }, publisher },
  },
  why: {
    name: 'neden',
    what: 'Bir rakamın nereden geldiği: cümle, rapor, saklanan kopya ve neden bildirildiği.',
    options: {
      figure: { name: 'rakam', what: 'Bir bulgunun kimliği veya güncel rakamı için bir ölçü.' },
      publisher,
    },
  },
  sources: { name: 'kaynaklar', what: 'Nelerin izlendiği ve nasıl yanıt verdikleri.', options: {} },
  subscribe: {
    name: 'abone-ol',
    what: 'Bulguları bu kanala gönderir; ikinci kez yalnızca belirtilenleri değiştirir.',
    options: {
      features: {
        name: 'konular',
        what: 'Nelerin gönderileceği, bir veya birkaç konu; verilmezse arızalar dışında hepsi.',
      },
      publisher: { name: 'yayıncı', what: 'Yalnızca bu yayıncılar, virgülle ayrılır; all süzgeci kaldırır.' },
      country: { name: 'ülke', what: 'Yalnızca bu ülkeler, İngilizce, virgülle ayrılır; all süzgeci kaldırır.' },
      'min-killed': {
        name: 'en-az-öldürülen',
        what: 'Daha az kişinin öldürüldüğü bilinenleri dışarıda bırakır; 0 bunu kaldırır.',
      },
      digest: { name: 'sıklık', what: 'Bu kanala ne sıklıkta gönderi yapılacağı.' },
      at,
      on,
      zone,
      quiet: {
        name: 'sessiz-saatler',
        what: 'Gönderilerin bekletildiği ve kaybolmadığı saatler, örneğin 22:00-07:00, veya off.',
      },
      replies,
      condensed: { name: 'kısa', what: 'Gönderiler en önemli bilgilere indirilir.' },
      full: { name: 'tam', what: 'Gönderiler yeniden tam olarak yapılır.' },
      language: { name: 'dil', what: 'Gönderilerin dili.' },
    },
  },
  unsubscribe: {
    name: 'abonelikten-çık',
    what: 'Bu kanala yapılan gönderileri bitirir veya belirtilen konuları çıkarır.',
    options: {
      features: { name: 'konular', what: 'Nelerin çıkarılacağı, bir veya birkaç konu; verilmezse abonelik biter.' },
    },
  },
  follow: {
    name: 'takip-et',
    what: 'Bir olay ya da yer hakkında bulunanları bu kanala ya da yalnızca size gönderir.',
    options: {
      event: { name: 'olay', what: 'CS1010 gibi bir kod, bir rapor numarası, bir olayın kimliği ya da bir yer.' },
      to: { name: 'nereye', what: 'Nereye gönderilir: bu kanala ya da yalnızca size.' },
      replies,
    },
  },
  unfollow: {
    name: 'takibi-bırak',
    what: 'Burada ya da yalnızca sizin takip ettiğinizi bitirir; ad yoksa hepsini.',
    options: {
      event: { name: 'olay', what: 'Takip edilen, aboneliklerde geçtiği adla; yazılmazsa hepsi.' },
      to: { name: 'nereye', what: 'Nerede takip edilir: bu kanalda ya da yalnızca sizce.' },
    },
  },
  mute: {
    name: 'sustur',
    what: 'Bu kanala gönderileri bekletir; bekleyenler sonra tek gönderide gelir.',
    options: { time: { name: 'süre', what: 'Ne kadar süre, örneğin 8 hours ya da a day; yazılmazsa açılana kadar.' } },
  },
  unmute: {
    name: 'susturmayı-kaldır',
    what: 'Susturmayı bitirir: bekleyenler şimdi tek gönderide gelir.',
    options: {},
  },
  subscriptions: {
    name: 'abonelikler',
    what: 'Bu kanalın ne aldığı, son gönderinin ne zaman geldiği ve buradaki diğer kanallar.',
    options: {},
  },
  digest: {
    name: 'özet',
    withoutOptions: 'Son 7 günün getirdikleri.',
    what: 'Son 7 günün getirdikleri; sıklık verilirse bu kanala ne sıklıkta gönderi yapılacağı.',
    options: {
      rhythm: {
        name: 'sıklık',
        what: 'Bu kanala ne sıklıkta gönderi yapılacağı; verilmezse son 7 gün gösterilir.',
      },
      at,
      on,
      zone,
    },
  },
  deliveries: {
    name: 'gönderiler',
    what: 'İşletenler için: akıbeti bilinmeyen veya reddedilen gönderiler.',
    options: {
      post: { name: 'gönderi', what: 'Gönderinin kimliği.' },
      arrived: { name: 'ulaştı', what: 'Gönderi kanalda: gönderildi olarak kaydedilir.' },
      again: { name: 'yeniden', what: 'Gönderi kanalda değil: yeniden gönderilir.' },
    },
  },
  join: {
    name: 'birleştir',
    what: 'İşletenler için: iki olayı, saklanan bir gerekçeyle tek olay yapar.',
    options: {
      event: { name: 'olay', what: 'Bir olayın veya anlatımın kimliği.' },
      with: { name: 'ile', what: 'Diğer olayın veya anlatımın kimliği.' },
      reason: { name: 'gerekçe', what: 'Neden böyle karar verildiği, sonradan okuyanlar için.' },
    },
  },
  part: {
    name: 'ayır',
    what: 'İşletenler için: bir anlatımı bir olaydan ayırır veya iki olayı ayrı tutar.',
    options: {
      event: { name: 'olay', what: 'Bir olayın veya anlatımın kimliği.' },
      from: { name: 'şundan', what: 'Ait olmadığı olayın veya anlatımın kimliği.' },
      reason: { name: 'gerekçe', what: 'Neden böyle karar verildiği, sonradan okuyanlar için.' },
    },
  },
  help: {
    name: 'yardım',
    what: 'Bütün komutlar veya birinin ayrıntılı açıklaması.',
    options: { command: { name: 'komut', what: 'Ayrıntılı açıklanacak komut.' } },
  },
};
