from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('careers', '0028_prerequisite_levels'),
    ]

    operations = [
        migrations.AddField(
            model_name='source',
            name='kind',
            field=models.CharField(blank=True, choices=[('official', 'official or professional standard'), ('employer', "employer's advert or description"), ('guide', 'guide'), ('listing', 'page made for search engines')], default='', help_text='Of a description of a job: who speaks. Empty for every other source.', max_length=10),
            preserve_default=False,
        ),
    ]
