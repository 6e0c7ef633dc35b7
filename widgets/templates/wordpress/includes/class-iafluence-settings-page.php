<?php
/**
 * The settings page.
 *
 * @package IAfluence
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Settings → Chatbot, by the Settings API: WordPress checks nonce and right before a value reaches IAfluence_Options::sanitize().
 */
final class IAfluence_Settings_Page {

	const PAGE  = 'iafluence';
	const RIGHT = 'manage_options';

	public static function register() {
		add_action( 'admin_init', array( __CLASS__, 'init' ) );
		add_action( 'admin_menu', array( __CLASS__, 'add_to_menu' ) );
		add_filter( 'plugin_action_links_' . plugin_basename( IAFLUENCE_FILE ), array( __CLASS__, 'add_link' ) );
	}

	public static function add_to_menu() {
		add_options_page( __( 'Chatbot', 'iafluence' ), __( 'Chatbot', 'iafluence' ), self::RIGHT, self::PAGE, array( __CLASS__, 'show' ) );
	}

	/**
	 * Puts "Settings" beside the plugin's name.
	 *
	 * @param string[] $links What stands there.
	 * @return string[]
	 */
	public static function add_link( $links ) {
		$link = sprintf( '<a href="%s">%s</a>', esc_url( admin_url( 'options-general.php?page=' . self::PAGE ) ), esc_html__( 'Settings', 'iafluence' ) );
		array_unshift( $links, $link );
		return $links;
	}

	public static function init() {
		register_setting(
			self::PAGE,
			IAfluence_Options::NAME,
			array(
				'type'              => 'array',
				'sanitize_callback' => array( __CLASS__, 'sanitize' ),
				'default'           => IAfluence_Options::DEFAULTS,
			)
		);

		self::section( 'place', __( 'Where it appears', 'iafluence' ) );
		self::field( 'place', 'where', __( 'Pages', 'iafluence' ), 'choice' );
		self::field( 'place', 'front', __( 'Home page', 'iafluence' ), 'choice' );
		self::field( 'place', 'post_types', __( 'Content types', 'iafluence' ), 'post_types' );
		self::field( 'place', 'include', __( 'Only at these addresses', 'iafluence' ), 'paths', __( 'One per line. * stands for any characters: /shop/* is the whole shop. These addresses take priority over the two settings above.', 'iafluence' ) );
		self::field( 'place', 'exclude', __( 'Never at these addresses', 'iafluence' ), 'paths', __( 'One per line. These addresses take priority over all other settings.', 'iafluence' ) );
		self::field( 'place', 'users', __( 'Visitors', 'iafluence' ), 'choice', __( 'If you use a page cache, it must serve logged-in users separately. Most caches do.', 'iafluence' ) );

		self::section( 'look', __( 'Appearance', 'iafluence' ) );
		self::field( 'look', 'color', __( 'Colour', 'iafluence' ), 'text', __( 'For example #0b5fff. Empty: the chatbot’s own colour.', 'iafluence' ) );
		self::field( 'look', 'side', __( 'Position', 'iafluence' ), 'choice' );
		self::field( 'look', 'theme', __( 'Theme', 'iafluence' ), 'choice' );
		self::field( 'look', 'locale', __( 'Language', 'iafluence' ), 'choice' );
		self::field( 'look', 'open', __( 'Opening', 'iafluence' ), 'check', __( 'Open the chat when the page loads, except on phones', 'iafluence' ) );
		self::field( 'look', 'launcher', __( 'Button', 'iafluence' ), 'check', __( 'Show the chatbot’s button. If it is hidden, open the chatbot with your own buttons.', 'iafluence' ) );

		self::section( 'consent', __( 'Consent', 'iafluence' ) );
		self::field( 'consent', 'consent', __( 'Start', 'iafluence' ), 'choice', __( 'Until a visitor opens the chatbot, nothing is stored on their device. You decide whether consent is still needed.', 'iafluence' ) );
		self::field( 'consent', 'category', __( 'Category', 'iafluence' ), 'choice', __( 'For WP Consent API and Complianz.', 'iafluence' ) );
		self::field( 'consent', 'vendor', __( 'Service name', 'iafluence' ), 'text', __( 'For Axeptio and Didomi: the name of the service there.', 'iafluence' ) );

		self::section( 'chatbot', __( 'Chatbot', 'iafluence' ) );
		self::field( 'chatbot', 'chatbot', __( 'Public key', 'iafluence' ), 'text', __( 'Empty: the chatbot for which this plugin was downloaded.', 'iafluence' ) );
	}

	/**
	 * Cleans what the form sent. A box that is not ticked does not arrive.
	 *
	 * @param mixed $given What came.
	 * @return array
	 */
	public static function sanitize( $given ) {
		// WordPress hands the stored value through here again when it first writes it: that one is complete.
		if ( is_array( $given ) && isset( $given['form'] ) ) {
			$given += array( 'open' => false, 'launcher' => false );
		}
		return IAfluence_Options::sanitize( $given );
	}

	public static function show() {
		if ( ! current_user_can( self::RIGHT ) ) {
			return;
		}
		?>
		<div class="wrap">
			<h1><?php echo esc_html( get_admin_page_title() ); ?></h1>
			<p>
			<?php
			/* translators: 1: name of the chatbot, 2: address of the installation, 3: version of the plugin. */
			echo esc_html( sprintf( __( '“%1$s” answers from %2$s. Plugin version %3$s.', 'iafluence' ), IAfluence_Installation::NAME, IAfluence_Installation::ADDRESS, IAFLUENCE_VERSION ) );
			?>
			</p>
			<form action="options.php" method="post">
				<input type="hidden" name="<?php echo esc_attr( IAfluence_Options::NAME ); ?>[form]" value="1">
				<?php
				settings_fields( self::PAGE );
				do_settings_sections( self::PAGE );
				submit_button();
				?>
			</form>
		</div>
		<?php
	}

	/**
	 * Draws one field.
	 *
	 * @param array $args Its name, kind and hint.
	 */
	public static function draw( $args ) {
		$options = IAfluence_Options::all();
		$name    = $args['name'];
		$id      = 'iafluence-' . $name;
		$field   = IAfluence_Options::NAME . '[' . $name . ']';
		switch ( $args['kind'] ) {
			case 'choice':
				self::draw_choice( $id, $field, IAfluence_Options::CHOICES[ $name ], $options[ $name ], self::words( $name ) );
				break;
			case 'post_types':
				self::draw_post_types( $field, $options[ $name ] );
				break;
			case 'paths':
				printf( '<textarea id="%s" name="%s" rows="4" class="large-text code">%s</textarea>', esc_attr( $id ), esc_attr( $field ), esc_textarea( $options[ $name ] ) );
				break;
			case 'check':
				printf( '<label><input type="checkbox" id="%s" name="%s" value="1" %s> %s</label>', esc_attr( $id ), esc_attr( $field ), checked( $options[ $name ], true, false ), esc_html( $args['hint'] ) );
				return;
			default:
				printf( '<input type="text" id="%s" name="%s" value="%s" class="regular-text code">', esc_attr( $id ), esc_attr( $field ), esc_attr( $options[ $name ] ) );
		}
		if ( '' !== $args['hint'] ) {
			printf( '<p class="description">%s</p>', esc_html( $args['hint'] ) );
		}
	}

	private static function draw_choice( $id, $field, $choices, $chosen, $words ) {
		printf( '<select id="%s" name="%s">', esc_attr( $id ), esc_attr( $field ) );
		foreach ( $choices as $choice ) {
			printf( '<option value="%s" %s>%s</option>', esc_attr( $choice ), selected( $choice, $chosen, false ), esc_html( $words[ $choice ] ) );
		}
		echo '</select>';
	}

	private static function draw_post_types( $field, $chosen ) {
		echo '<fieldset>';
		foreach ( get_post_types( array( 'public' => true ), 'objects' ) as $type ) {
			printf(
				'<label><input type="checkbox" name="%s[]" value="%s" %s> %s</label><br>',
				esc_attr( $field ),
				esc_attr( $type->name ),
				checked( in_array( $type->name, $chosen, true ), true, false ),
				esc_html( $type->labels->name )
			);
		}
		printf( '<p class="description">%s</p></fieldset>', esc_html__( 'If none is selected, the chatbot appears on all content types.', 'iafluence' ) );
	}

	private static function section( $name, $title ) {
		add_settings_section( 'iafluence-' . $name, $title, '__return_null', self::PAGE );
	}

	private static function field( $section, $name, $title, $kind, $hint = '' ) {
		add_settings_field(
			'iafluence-' . $name,
			$title,
			array( __CLASS__, 'draw' ),
			self::PAGE,
			'iafluence-' . $section,
			array( 'name' => $name, 'kind' => $kind, 'hint' => $hint ) + ( in_array( $kind, array( 'check', 'post_types' ), true ) ? array() : array( 'label_for' => 'iafluence-' . $name ) )
		);
	}

	private static function words( $name ) {
		$default = __( 'Same as the chatbot', 'iafluence' );
		$words   = array(
			'where'    => array(
				'everywhere' => __( 'On all pages allowed by the settings below', 'iafluence' ),
				'chosen'     => __( 'Only on pages with its block or shortcode', 'iafluence' ),
			),
			'front'    => array(
				'show' => __( 'Show', 'iafluence' ),
				'hide' => __( 'Do not show', 'iafluence' ),
			),
			'users'    => array(
				'everybody' => __( 'Everyone', 'iafluence' ),
				'visitors'  => __( 'Visitors who are not logged in only', 'iafluence' ),
				'members'   => __( 'Logged-in users only', 'iafluence' ),
			),
			'side'     => array(
				''      => $default,
				'left'  => __( 'Left', 'iafluence' ),
				'right' => __( 'Right', 'iafluence' ),
			),
			'theme'    => array(
				''      => $default,
				'auto'  => __( 'Same as the visitor’s device', 'iafluence' ),
				'light' => __( 'Light', 'iafluence' ),
				'dark'  => __( 'Dark', 'iafluence' ),
			),
			'locale'   => array(
				''     => __( 'Page language', 'iafluence' ),
				'site' => __( 'Site language', 'iafluence' ),
				'fr'   => 'Français',
				'en'   => 'English',
				'es'   => 'Español',
				'de'   => 'Deutsch',
				'it'   => 'Italiano',
				'nl'   => 'Nederlands',
				'pt'   => 'Português',
				'ar'   => 'العربية',
			),
			'consent'  => array(
				'none'           => __( 'When the page loads', 'iafluence' ),
				'wp-consent-api' => __( 'After consent in WP Consent API', 'iafluence' ),
				'complianz'      => __( 'After consent in Complianz', 'iafluence' ),
				'tarteaucitron'  => __( 'After consent in tarteaucitron', 'iafluence' ),
				'axeptio'        => __( 'After consent in Axeptio', 'iafluence' ),
				'didomi'         => __( 'After consent in Didomi', 'iafluence' ),
				'event'          => __( 'After the iafluence:consent event from the page’s own script', 'iafluence' ),
			),
			'category' => array(
				'functional'  => __( 'Functional', 'iafluence' ),
				'preferences' => __( 'Preferences', 'iafluence' ),
				'statistics'  => __( 'Statistics', 'iafluence' ),
				'marketing'   => __( 'Marketing', 'iafluence' ),
			),
		);
		return $words[ $name ];
	}
}
